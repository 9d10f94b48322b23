const SOURCES: Record<string, string> = {
  saisie: 'Saisie à la main',
  annuaire: 'Annuaire de l’éducation',
  'liste-nationale': 'Liste nationale des collèges et lycées',
  nomenclatures: 'Nomenclatures du ministère',
  decoupage: 'Code officiel géographique et EPCI',
  geolocalisation: 'Adresse et géolocalisation des établissements',
  'education-prioritaire': 'Réseaux d’éducation prioritaire',
  effectifs: 'Effectifs du second degré (DEPP)',
  'ival-lycees': 'Valeur ajoutée des lycées (IVAL)',
  'ivac-colleges': 'Valeur ajoutée des collèges (IVAC)',
  'ips-lycees': 'Indices de position sociale des lycées',
  'ips-colleges': 'Indices de position sociale des collèges',
  dnb: 'Résultats au brevet',
  'calendrier-scolaire': 'Calendrier scolaire',
  'moyens-humains': 'Postes et agents de la collectivité',
  'moyens-financiers': 'Dotations et comptes',
  operations: 'Opérations votées',
  'parc-informatique': 'Parc informatique',
  fiche: 'Tableau de champs de la fiche',
}

/** Words for the source of a value. */
export const libelleSource = (code: string): string => SOURCES[code] ?? code

/** Words for what wrote a change: « annuaire, exécution 3 » is kept, « Annuaire de l’éducation, import n° 3 » is read. */
export function phraseOrigine(origine: string): string {
  const [, source, defait, numero] = /^([\w-]+), (annulation de l’)?exécution (\d+)$/.exec(origine) ?? []
  if (source) return `${libelleSource(source)}, ${defait ? 'annulation de l’import' : 'import'} n° ${numero}`
  return origine.replace(/^annulation de la fusion (\d+)$/, 'Annulation de la fusion n° $1')
}
