const SOURCES: Record<string, string> = {
  saisie: 'Saisie à la main',
  annuaire: 'Annuaire de l’éducation',
  'liste-nationale': 'Liste nationale des collèges et lycées',
}

/** Words for the source of a value. */
export const libelleSource = (code: string): string => SOURCES[code] ?? code
