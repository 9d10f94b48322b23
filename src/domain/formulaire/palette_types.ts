import { COMPOSES } from './palette_composes.ts'
import type { Livre, Propriete } from './propriete.ts'

const LONGUEURS: readonly Propriete[] = [
  { cle: 'longueur_min', libelle: 'Caractères au moins', genre: 'nombre', facultatif: true },
  { cle: 'longueur_max', libelle: 'Caractères au plus', genre: 'nombre', facultatif: true },
]
const BORNES: readonly Propriete[] = [
  { cle: 'min', libelle: 'Au moins', genre: 'borne', facultatif: true },
  { cle: 'max', libelle: 'Au plus', genre: 'borne', facultatif: true },
]
const NOMBRE: readonly Propriete[] = [
  ...BORNES,
  { cle: 'decimales', libelle: 'Chiffres après la virgule', genre: 'nombre', facultatif: true },
  {
    cle: 'unite',
    libelle: 'Unité',
    genre: 'texte',
    facultatif: true,
    aide: 'Montrée après le nombre : « élèves », « km ».',
  },
]

/** Our words for the types that we know; the others speak for themselves. */
export const LIVRES: Partial<Record<string, Livre>> = {
  texte: {
    libelle: 'Texte court',
    aide: 'Une ligne de texte.',
    famille: 'Texte',
    icone: 'crayon',
    proprietes: [...LONGUEURS, { cle: 'exemple', libelle: 'Exemple', genre: 'texte', facultatif: true }],
  },
  texte_long: {
    libelle: 'Texte long',
    aide: 'Plusieurs lignes, un récit.',
    famille: 'Texte',
    icone: 'document',
    proprietes: [...LONGUEURS, { cle: 'lignes', libelle: 'Lignes montrées', genre: 'nombre', facultatif: true }],
  },
  courriel: { libelle: 'Courriel', aide: 'Une adresse électronique, mail.', famille: 'Texte', icone: 'enveloppe' },
  telephone: { libelle: 'Téléphone', aide: 'Un numéro, français ou non.', famille: 'Texte', icone: 'bulles' },
  nombre: {
    libelle: 'Nombre',
    aide: 'Entier ou à virgule, avec son unité.',
    famille: 'Nombres',
    icone: 'balance',
    proprietes: NOMBRE,
  },
  montant: {
    libelle: 'Montant',
    aide: 'Des euros, au centime.',
    famille: 'Nombres',
    icone: 'euro',
    proprietes: BORNES,
  },
  calcul: {
    libelle: 'Calcul',
    aide: 'Une somme, un total, calculés des réponses.',
    famille: 'Nombres',
    icone: 'tableau',
    proprietes: [
      {
        cle: 'grandeur',
        libelle: 'Donne',
        genre: 'choix',
        choix: [
          ['nombre', 'un nombre'],
          ['montant', 'des euros'],
        ],
      },
      { cle: 'formule', libelle: 'Formule', genre: 'formule' },
      ...NOMBRE.filter((p) => p.cle === 'decimales' || p.cle === 'unite'),
    ],
    depart: () => ({ grandeur: 'nombre', formule: { constante: 0, grandeur: 'nombre' } }),
  },
  date: { libelle: 'Date', aide: 'Un jour.', famille: 'Dates', icone: 'calendrier', proprietes: BORNES },
  oui_non: { libelle: 'Oui ou non', aide: 'Une question à deux réponses.', famille: 'Choix', icone: 'coche_partielle' },
  case: { libelle: 'Case à cocher', aide: 'Cochée ou non.', famille: 'Choix', icone: 'coche' },
  choix: {
    libelle: 'Choix unique',
    aide: 'Une réponse dans une liste.',
    famille: 'Choix',
    icone: 'filtre',
    proprietes: [
      { cle: 'options', libelle: 'Options', genre: 'options' },
      {
        cle: 'presentation',
        libelle: 'Présentation',
        genre: 'choix',
        facultatif: true,
        choix: [
          ['boutons', 'des boutons'],
          ['liste', 'une liste déroulante'],
        ],
      },
    ],
  },
  choix_multiple: {
    libelle: 'Choix multiple',
    aide: 'Plusieurs réponses dans une liste.',
    famille: 'Choix',
    icone: 'filtre',
    proprietes: [
      { cle: 'options', libelle: 'Options', genre: 'options' },
      { cle: 'nombre_min', libelle: 'Réponses au moins', genre: 'nombre', facultatif: true },
      { cle: 'nombre_max', libelle: 'Réponses au plus', genre: 'nombre', facultatif: true },
    ],
  },
  piece: {
    libelle: 'Pièce à joindre',
    aide: 'Un fichier : justificatif, devis, photo.',
    famille: 'Documents',
    icone: 'trombone',
    proprietes: [
      { cle: 'formats', libelle: 'Formats acceptés', genre: 'formats' },
      { cle: 'taille_max', libelle: 'Taille au plus, par fichier', genre: 'taille' },
      { cle: 'nombre_max', libelle: 'Fichiers au plus', genre: 'nombre', facultatif: true },
      {
        cle: 'valable_mois',
        libelle: 'Valable pendant (mois)',
        aide: 'Fournie il y a moins longtemps dans un autre dossier, elle se reprend sans être redemandée.',
        genre: 'nombre',
        facultatif: true,
      },
      { cle: 'modele', libelle: 'Document à télécharger et à rendre rempli', genre: 'lien', facultatif: true },
    ],
    depart: () => ({ formats: ['pdf', 'jpg', 'png'], taille_max: 10_000_000 }),
  },
  attestation: {
    libelle: 'Attestation sur l’honneur',
    aide: 'Une case qui engage, signature.',
    famille: 'Documents',
    icone: 'tampon',
    proprietes: [{ cle: 'texte', libelle: 'Texte certifié', genre: 'texte_long' }],
    depart: () => ({ texte: 'Je certifie l’exactitude des informations données.' }),
  },
  titre: { libelle: 'Titre', aide: 'Ouvre une section dans l’étape.', famille: 'Mise en page', icone: 'barre' },
  information: {
    libelle: 'Texte d’information',
    aide: 'Un texte à lire, une consigne.',
    famille: 'Mise en page',
    icone: 'info',
    proprietes: [
      { cle: 'texte', libelle: 'Texte', genre: 'texte_long' },
      {
        cle: 'ton',
        libelle: 'Ton',
        genre: 'choix',
        facultatif: true,
        choix: [
          ['neutre', 'neutre'],
          ['attention', 'attention'],
          ['danger', 'danger'],
        ],
      },
    ],
    depart: () => ({ texte: 'Votre texte ici.' }),
  },
  bloc_repetable: {
    libelle: 'Bloc répétable',
    aide: 'Des lignes qui posent les mêmes questions.',
    famille: 'Blocs',
    icone: 'dossiers',
    proprietes: [
      { cle: 'libelle_ligne', libelle: 'Nom d’une ligne', genre: 'texte', aide: '« Devis » donne « Devis 1 ».' },
      { cle: 'libelle_ajouter', libelle: 'Bouton qui en ajoute une', genre: 'texte' },
      { cle: 'min', libelle: 'Lignes au moins', genre: 'nombre', facultatif: true },
      { cle: 'max', libelle: 'Lignes au plus', genre: 'nombre', facultatif: true },
      { cle: 'min_si', libelle: 'Lignes de plus selon les réponses', genre: 'min_si', facultatif: true },
    ],
    incomplet: true,
    depart: () => ({ libelle_ligne: 'Ligne', libelle_ajouter: 'Ajouter une ligne', champs: [] }),
  },
  ...COMPOSES,
}
