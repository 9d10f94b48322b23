import type { Livre, Propriete } from './propriete.ts'
import { DEMANDES } from './types/particulier.ts'

const OUVERTE = { facultatif: true } as const
const EN_FRANCE: Propriete = {
  cle: 'en_france',
  libelle: 'En France seulement, outre-mer compris',
  genre: 'oui_non',
  ...OUVERTE,
}

/** Our words for the types made of several parts, and for those that the référentiel feeds. */
export const COMPOSES: Record<string, Livre> = {
  pourcentage: { libelle: 'Pourcentage', aide: 'Une part de cent.', famille: 'Nombres', icone: 'balance' },
  echelle: {
    libelle: 'Échelle',
    aide: 'Une note entre deux extrêmes, satisfaction.',
    famille: 'Choix',
    icone: 'barre',
    proprietes: [
      { cle: 'libelle_min', libelle: 'La plus petite note veut dire', genre: 'texte' },
      { cle: 'libelle_max', libelle: 'La plus grande note veut dire', genre: 'texte' },
      { cle: 'min', libelle: 'Plus petite note (0 ou 1)', genre: 'nombre', ...OUVERTE, aide: '1 sans réglage.' },
      { cle: 'max', libelle: 'Plus grande note (2 à 10)', genre: 'nombre', ...OUVERTE, aide: '5 sans réglage.' },
    ],
    depart: () => ({ libelle_min: 'Pas du tout', libelle_max: 'Tout à fait' }),
  },
  choix_lies: {
    libelle: 'Choix liés',
    aide: 'Des listes qui dépendent l’une de l’autre, cascade.',
    famille: 'Choix',
    icone: 'filtre',
    proprietes: [
      { cle: 'niveaux', libelle: 'Niveaux', genre: 'niveaux' },
      { cle: 'arbre', libelle: 'Choix', genre: 'arbre' },
    ],
    depart: () => ({
      niveaux: ['Bâtiment', 'Étage'],
      arbre: [{ valeur: 'choix_1', libelle: 'Choix 1', suite: [{ valeur: 'suite_1', libelle: 'Suite 1' }] }],
    }),
  },
  tableau: {
    libelle: 'Tableau',
    aide: 'Des lignes et des colonnes connues, avec leurs totaux.',
    famille: 'Nombres',
    icone: 'tableau',
    proprietes: [
      { cle: 'colonnes', libelle: 'Colonnes', genre: 'colonnes' },
      { cle: 'lignes', libelle: 'Lignes', genre: 'lignes' },
      {
        cle: 'totaux',
        libelle: 'Totaux',
        genre: 'choix',
        ...OUVERTE,
        choix: [
          ['colonnes', 'sous chaque colonne'],
          ['colonnes_et_lignes', 'sous chaque colonne et au bout de chaque ligne'],
        ],
      },
      { cle: 'complet', libelle: 'Toutes les cases de nombres sont à remplir', genre: 'oui_non', ...OUVERTE },
    ],
    depart: () => ({
      colonnes: [{ id: 'nombre', libelle: 'Nombre', genre: 'nombre' }],
      lignes: [{ id: 'ligne_1', libelle: 'Ligne 1' }],
      totaux: 'colonnes',
    }),
  },
  date_heure: { libelle: 'Date et heure', aide: 'Un instant.', famille: 'Dates', icone: 'calendrier' },
  periode: { libelle: 'Période', aide: 'D’un jour à un autre, séjour.', famille: 'Dates', icone: 'calendrier' },
  annee_scolaire: { libelle: 'Année scolaire', aide: '2026-2027.', famille: 'Dates', icone: 'calendrier' },
  nomenclature: {
    libelle: 'Nomenclature',
    aide: 'Une valeur d’une liste du référentiel, tenue à jour une fois pour tous.',
    famille: 'Référentiel',
    icone: 'filtre',
    proprietes: [{ cle: 'nomenclature', libelle: 'Nomenclature', genre: 'nomenclature' }],
    incomplet: true,
    depart: () => ({ nomenclature: '' }),
  },
  effectif: {
    libelle: 'Effectif',
    aide: 'Un nombre d’élèves que le référentiel connaît.',
    famille: 'Référentiel',
    icone: 'groupe',
    proprietes: [
      { cle: 'niveau', libelle: 'Niveau', genre: 'texte', ...OUVERTE, aide: 'Code du niveau : « 6e », « bts ».' },
      {
        cle: 'regime',
        libelle: 'Régime',
        genre: 'choix',
        ...OUVERTE,
        choix: [
          ['ensemble', 'tous les élèves'],
          ['externe', 'externes'],
          ['demi_pensionnaire', 'demi-pensionnaires'],
          ['interne', 'internes'],
          ['boursier', 'boursiers'],
        ],
      },
    ],
  },
  etablissement: {
    libelle: 'Établissement',
    aide: 'Un établissement, trouvé par son nom.',
    famille: 'Référentiel',
    icone: 'etablissement',
  },
  uai: { libelle: 'UAI', aide: 'Le numéro d’un établissement.', famille: 'Référentiel', icone: 'etablissement' },
  siret: { libelle: 'SIRET', aide: 'Le numéro d’un organisme.', famille: 'Référentiel', icone: 'tampon' },
  particulier: {
    libelle: 'API Particulier',
    aide: 'Quotient familial, bourse, scolarité, demandés avec l’accord de la personne.',
    famille: 'Référentiel',
    icone: 'personne',
    proprietes: [
      {
        cle: 'demande',
        libelle: 'Ce qui est demandé',
        genre: 'choix',
        choix: Object.entries(DEMANDES).map(([code, { libelle }]) => [code, libelle] as const),
      },
    ],
    depart: () => ({ demande: 'quotient_familial' }),
  },
  commune: { libelle: 'Commune', aide: 'Une commune de France.', famille: 'Référentiel', icone: 'lieu' },
  adresse: { libelle: 'Adresse', aide: 'Une adresse postale, proposée.', famille: 'Référentiel', icone: 'lieu' },
  point: {
    libelle: 'Point sur la carte',
    aide: 'Un lieu, placé à la main.',
    famille: 'Référentiel',
    icone: 'lieu',
    proprietes: [EN_FRANCE],
    depart: () => ({ en_france: true }),
  },
  zone: {
    libelle: 'Zone sur la carte',
    aide: 'Un terrain, un périmètre, un polygone, avec sa surface.',
    famille: 'Référentiel',
    icone: 'lieu',
    proprietes: [
      {
        cle: 'polygones_max',
        libelle: 'Zones séparées au plus',
        genre: 'nombre',
        facultatif: true,
        aide: 'Une, si rien n’est dit ; 20 au plus.',
      },
      {
        cle: 'surface_max',
        libelle: 'Surface au plus (ha)',
        genre: 'nombre',
        facultatif: true,
        aide: '10 000 hectares, si rien n’est dit.',
      },
      EN_FRANCE,
    ],
    depart: () => ({ en_france: true }),
  },
  iban: { libelle: 'IBAN', aide: 'Un compte bancaire, masqué.', famille: 'Documents', icone: 'euro' },
  identite_bancaire: {
    libelle: 'Identité bancaire',
    aide: 'Titulaire, IBAN et BIC, RIB, masqués.',
    famille: 'Documents',
    icone: 'euro',
  },
  image: {
    libelle: 'Image',
    aide: 'Un plan, un schéma à regarder.',
    famille: 'Mise en page',
    icone: 'ecran',
    proprietes: [
      { cle: 'url', libelle: 'Image', genre: 'image' },
      { cle: 'alternative', libelle: 'Ce que montre l’image', genre: 'texte_long', aide: 'Lu à qui ne la voit pas.' },
      { cle: 'legende', libelle: 'Légende', genre: 'texte', ...OUVERTE },
    ],
    incomplet: true,
    depart: () => ({ url: '', alternative: '' }),
  },
  video: {
    libelle: 'Vidéo',
    aide: 'Une vidéo à ouvrir ailleurs, ses mots ici.',
    famille: 'Mise en page',
    icone: 'ecran',
    proprietes: [
      { cle: 'url', libelle: 'Adresse de la vidéo', genre: 'texte', aide: 'Commence par https://' },
      {
        cle: 'transcription',
        libelle: 'Transcription',
        genre: 'texte_long',
        aide: 'Tout ce que dit et montre la vidéo.',
      },
    ],
    incomplet: true,
    depart: () => ({ url: '', transcription: '' }),
  },
}
