import * as z from 'zod'

export const CODES = [
  'geocodage',
  'api-geo',
  'recherche-entreprises',
  'sirene',
  'api-entreprise',
  'api-particulier',
  'annuaire-education',
  'calendrier-scolaire',
  'jours-feries',
] as const
export const CodeConnecteur = z.enum(CODES)
export type CodeConnecteur = z.infer<typeof CodeConnecteur>

/** `reel` calls, `rejeu` answers with recorded answers, `arret` never calls. */
export const PILOTES = { reel: 'Réel', rejeu: 'Rejeu de réponses enregistrées', arret: 'Arrêté' } as const
/** What answered one call. */
export const PILOTES_DES_APPELS = { reel: PILOTES.reel, rejeu: PILOTES.rejeu, cache: 'Réponse gardée' } as const
export const Pilote = z.enum(['reel', 'rejeu', 'arret'])
export type Pilote = z.infer<typeof Pilote>

export type Connecteur = {
  libelle: string
  /** Named beside each value that comes from it. */
  source: string
  fournisseur: string
  licence: string
  /** As shipped; a setting may replace it. Without a final slash. */
  adresse: string
  /** Milliseconds for one try, its body included. */
  delai: number
  /** How long an answer serves again; 0 keeps nothing. */
  cache_minutes: number
  /** What opens it: nothing, a key, or a token with an end. */
  cle: 'aucune' | 'cle' | 'jeton'
  /** Every call says which administration receives the data. */
  destinataire: boolean
  /** What serves in its place when it does not answer. */
  repli: string
}

const LICENCE_OUVERTE = 'Licence Ouverte 2.0'
const JOUR = 24 * 60

/** What Préau knows how to ask, as shipped. */
export const CONNECTEURS: Record<CodeConnecteur, Connecteur> = {
  geocodage: {
    libelle: 'Adresses (Base Adresse Nationale)',
    source: 'Base Adresse Nationale',
    fournisseur: 'Géoplateforme, IGN',
    licence: LICENCE_OUVERTE,
    adresse: 'https://data.geopf.fr/geocodage',
    delai: 5_000,
    cache_minutes: 30 * JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'L’adresse se saisit librement ; elle est marquée « non vérifiée ».',
  },
  'api-geo': {
    libelle: 'Communes (API Découpage administratif)',
    source: 'API Découpage administratif',
    fournisseur: 'Direction interministérielle du numérique',
    licence: LICENCE_OUVERTE,
    adresse: 'https://geo.api.gouv.fr',
    delai: 5_000,
    cache_minutes: 30 * JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'Les communes livrées avec Préau (code officiel géographique).',
  },
  'recherche-entreprises': {
    libelle: 'Recherche d’entreprises',
    source: 'Annuaire des entreprises',
    fournisseur: 'Direction interministérielle du numérique',
    licence: LICENCE_OUVERTE,
    adresse: 'https://recherche-entreprises.api.gouv.fr',
    delai: 5_000,
    cache_minutes: 7 * JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'Les établissements du référentiel, par leur SIRET ; sinon le nom et l’adresse se saisissent.',
  },
  sirene: {
    libelle: 'Sirene 3.11',
    source: 'Répertoire Sirene',
    fournisseur: 'Insee',
    licence: LICENCE_OUVERTE,
    adresse: 'https://api.insee.fr/api-sirene/3.11',
    delai: 5_000,
    cache_minutes: 7 * JOUR,
    cle: 'cle',
    destinataire: false,
    repli: 'Recherche d’entreprises, puis le référentiel.',
  },
  'api-entreprise': {
    libelle: 'API Entreprise',
    source: 'API Entreprise',
    fournisseur: 'Direction interministérielle du numérique',
    licence: 'Réservée aux administrations habilitées',
    adresse: 'https://entreprise.api.gouv.fr',
    delai: 10_000,
    cache_minutes: JOUR,
    cle: 'jeton',
    destinataire: true,
    repli: 'Sirene, puis Recherche d’entreprises, puis le référentiel.',
  },
  'api-particulier': {
    libelle: 'API Particulier',
    source: 'API Particulier',
    fournisseur: 'Direction interministérielle du numérique',
    licence: 'Réservée aux administrations habilitées',
    adresse: 'https://particulier.api.gouv.fr',
    delai: 10_000,
    // Income and schooling of persons: asked each time, never kept.
    cache_minutes: 0,
    cle: 'jeton',
    destinataire: true,
    repli: 'La famille déclare et joint son justificatif.',
  },
  'annuaire-education': {
    libelle: 'Annuaire de l’éducation',
    source: 'Annuaire de l’éducation',
    fournisseur: 'Ministère de l’Éducation nationale',
    licence: LICENCE_OUVERTE,
    adresse: 'https://data.education.gouv.fr',
    delai: 5_000,
    cache_minutes: JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'Les établissements du référentiel.',
  },
  'calendrier-scolaire': {
    libelle: 'Calendrier scolaire',
    source: 'Calendrier scolaire',
    fournisseur: 'Ministère de l’Éducation nationale',
    licence: LICENCE_OUVERTE,
    adresse: 'https://data.education.gouv.fr',
    delai: 5_000,
    cache_minutes: 7 * JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'Le calendrier livré avec Préau.',
  },
  'jours-feries': {
    libelle: 'Jours fériés',
    source: 'Jours fériés en France',
    fournisseur: 'Direction interministérielle du numérique',
    licence: LICENCE_OUVERTE,
    adresse: 'https://calendrier.api.gouv.fr',
    delai: 5_000,
    cache_minutes: 30 * JOUR,
    cle: 'aucune',
    destinataire: false,
    repli: 'Ils sont calculés.',
  },
}

/** Calls that one account may have made for it in a minute. */
export const APPELS_PAR_MINUTE = 60
