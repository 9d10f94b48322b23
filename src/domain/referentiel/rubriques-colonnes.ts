import type { Genre } from './champ-de-fiche.ts'

/** One column of a linked record. `choix` gives the words of its codes; a `montant` is stored in whole cents. */
export type ColonneDeRubrique = {
  code: string
  libelle: string
  genre: Genre
  unite?: string
  choix?: Record<string, string>
  obligatoire?: boolean
  /** On several lines. */
  long?: boolean
  min?: number
  max?: number
  aide?: string
  /** Written by the server: shown, never asked. */
  calcule?: boolean
  /** Hidden from the établissement. */
  reserve?: boolean
}

const ANNEE_SCOLAIRE: ColonneDeRubrique = {
  code: 'annee',
  libelle: 'Année',
  genre: 'entier',
  obligatoire: true,
  min: 1980,
  max: 2100,
  aide: 'Année de la rentrée : 2025 pour 2025-2026.',
}
const ANNEE: ColonneDeRubrique = { ...ANNEE_SCOLAIRE, aide: undefined }
const REFERENCE: ColonneDeRubrique = { code: 'reference', libelle: 'Référence', genre: 'texte', obligatoire: true }

export const ROLES_CONTACT = {
  chef: 'Chef d’établissement',
  adjoint: 'Adjoint au chef d’établissement',
  adjoint_gestionnaire: 'Adjoint gestionnaire',
  agent_comptable: 'Agent comptable',
  referent_numerique: 'Référent numérique',
  referent_travaux: 'Référent travaux',
  secretariat: 'Secrétariat',
  autre: 'Autre',
} as const

export const REGIMES_ELEVE = {
  ensemble: 'Ensemble',
  externe: 'Externes',
  demi_pensionnaire: 'Demi-pensionnaires',
  interne: 'Internes',
  boursier: 'Boursiers',
} as const

export const JEUX_INDICATEUR = {
  ival_gt: 'Valeur ajoutée, lycée général et technologique',
  ival_pro: 'Valeur ajoutée, lycée professionnel',
  ivac: 'Valeur ajoutée, collège',
  ips_lycee: 'Position sociale, lycée',
  ips_college: 'Position sociale, collège',
  dnb: 'Brevet',
} as const

export const REGIMES_LOGEMENT = {
  nas: 'Nécessité absolue de service',
  us: 'Utilité de service',
  cop: 'Convention d’occupation précaire',
  vacant: 'Vacant',
} as const

export const ETATS_OPERATION = {
  prevue: 'Prévue',
  en_cours: 'En cours',
  terminee: 'Terminée',
  abandonnee: 'Abandonnée',
} as const

const texte = (code: string, libelle: string, reste: Partial<ColonneDeRubrique> = {}): ColonneDeRubrique => ({
  code,
  libelle,
  genre: 'texte',
  ...reste,
})
const de = (
  genre: ColonneDeRubrique['genre'],
  code: string,
  libelle: string,
  reste: Partial<ColonneDeRubrique> = {},
): ColonneDeRubrique => ({ code, libelle, genre, ...reste })

const OBLIGATOIRE = { obligatoire: true }
const POSITIF = { min: 0 }

/** What each linked record holds, in the order of its form and of its table. Names are those of the columns in base. */
export const COLONNES = {
  contact: [
    de('choix', 'role', 'Rôle', { choix: ROLES_CONTACT, obligatoire: true }),
    de('choix', 'civilite', 'Civilité', { choix: { Mme: 'Mme', 'M.': 'M.' } }),
    texte('prenom', 'Prénom'),
    texte('nom', 'Nom', OBLIGATOIRE),
    texte('courriel', 'Courriel'),
    texte('telephone', 'Téléphone'),
    de('jour', 'depuis', 'Depuis le', OBLIGATOIRE),
    de('jour', 'jusque', 'Jusqu’au'),
  ],
  site: [
    de('entier', 'rang', 'Rang', { calcule: true }),
    texte('nom', 'Nom', OBLIGATOIRE),
    texte('adresse', 'Adresse'),
    texte('complement_adresse', 'Complément d’adresse'),
    texte('code_postal', 'Code postal'),
    texte('commune', 'Commune'),
    texte('telephone', 'Téléphone'),
    texte('courriel', 'Courriel'),
    texte('web', 'Site internet'),
  ],
  effectif: [
    ANNEE_SCOLAIRE,
    texte('niveau', 'Niveau', OBLIGATOIRE),
    de('choix', 'regime', 'Régime', { choix: REGIMES_ELEVE, obligatoire: true }),
    de('entier', 'effectif', 'Effectif', { ...POSITIF, unite: 'élèves', obligatoire: true }),
  ],
  indicateur: [
    de('choix', 'jeu', 'Jeu', { choix: JEUX_INDICATEUR, obligatoire: true }),
    { ...ANNEE, aide: 'Session d’examen, ou année de la rentrée pour la position sociale.' },
    texte('code', 'Indicateur', OBLIGATOIRE),
    de('nombre', 'valeur', 'Valeur', { aide: 'Vide : non disponible.' }),
    de('booleen', 'non_disponible', 'Non disponible', { calcule: true }),
  ],
  operation: [
    REFERENCE,
    texte('nom', 'Nom', OBLIGATOIRE),
    texte('genre', 'Type'),
    texte('objet', 'Objet', { long: true }),
    de('montant', 'montant_vote', 'Montant voté', { unite: '€' }),
    { ...ANNEE, obligatoire: false },
    de('jour', 'debut', 'Début'),
    de('jour', 'fin', 'Fin'),
    de('choix', 'etat', 'État', { choix: ETATS_OPERATION }),
  ],
  logement: [
    REFERENCE,
    texte('genre', 'Type'),
    de('entier', 'pieces', 'Pièces', POSITIF),
    de('nombre', 'surface', 'Surface', { ...POSITIF, unite: 'm²' }),
    de('choix', 'regime', 'Régime', { choix: REGIMES_LOGEMENT }),
    texte('occupant_fonction', 'Fonction de l’occupant', { reserve: true }),
    de('jour', 'depuis', 'Occupé depuis le', { reserve: true }),
    de('jour', 'jusque', 'Occupé jusqu’au', { reserve: true }),
  ],
  compte_financier: [
    { ...ANNEE, libelle: 'Exercice' },
    texte('poste', 'Poste', OBLIGATOIRE),
    de('montant', 'montant', 'Montant', { unite: '€', obligatoire: true }),
  ],
  moyen_humain: [
    ANNEE,
    texte('fonction', 'Fonction', OBLIGATOIRE),
    de('nombre', 'postes', 'Postes', POSITIF),
    de('nombre', 'etp', 'ETP', { ...POSITIF, aide: 'Équivalents temps plein.' }),
    de('nombre', 'vacants', 'Postes vacants', POSITIF),
    de('nombre', 'absences', 'Absences', { ...POSITIF, unite: 'jours' }),
  ],
  equipement: [
    REFERENCE,
    texte('categorie', 'Catégorie', OBLIGATOIRE),
    texte('designation', 'Désignation'),
    de('entier', 'nombre', 'Nombre', { ...POSITIF, obligatoire: true }),
    de('jour', 'mise_en_service', 'Mise en service'),
    texte('etat', 'État'),
  ],
  document: [
    texte('nom', 'Nom', OBLIGATOIRE),
    texte('categorie', 'Catégorie', OBLIGATOIRE),
    de('entier', 'taille', 'Taille', { calcule: true, unite: 'octets' }),
    de('jour', 'depose_le', 'Déposé le', { calcule: true }),
    texte('depose_par', 'Déposé par', { calcule: true }),
  ],
  actualite: [
    de('jour', 'le', 'Date', OBLIGATOIRE),
    texte('titre', 'Titre', OBLIGATOIRE),
    texte('texte', 'Texte', { long: true, obligatoire: true }),
    texte('auteur', 'Auteur', { calcule: true }),
  ],
  note: [
    texte('texte', 'Note', { long: true, obligatoire: true }),
    texte('auteur', 'Auteur', { calcule: true }),
    de('jour', 'cree_le', 'Le', { calcule: true }),
  ],
  tache: [
    texte('titre', 'À faire', OBLIGATOIRE),
    texte('detail', 'Précisions', { long: true }),
    de('jour', 'echeance', 'Échéance'),
    texte('affecte_nom', 'Pour', { calcule: true }),
    de('jour', 'faite_le', 'Faite le', { calcule: true }),
    texte('auteur', 'Auteur', { calcule: true }),
  ],
} satisfies Record<string, ColonneDeRubrique[]>
