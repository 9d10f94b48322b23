import { normaliser } from './texte-recherche.ts'

/** One row of the school calendar; `debut` is the first day off, `reprise` the day classes start again. */
export type Vacances = {
  description: string
  /** `-`: everybody. */
  population: string
  debut: string
  reprise: string
  code_academie: string | null
}

/** Who asks: pupils of which degree, in which département when it is an island with a calendar of its own. */
export type Public = {
  qui?: 'eleves' | 'enseignants'
  type?: 'college' | 'lycee' | 'erea'
  code_departement?: string | null
}

/** Places of the calendar that are not named as their académie is. */
const AUTRES_NOMS: Record<string, string> = { caen: '70', rouen: '70', reunion: '28', polynesie: '41' }

const ACADEMIES: Record<string, string> = {
  paris: '01',
  'aix marseille': '02',
  besancon: '03',
  bordeaux: '04',
  'clermont ferrand': '06',
  dijon: '07',
  grenoble: '08',
  lille: '09',
  lyon: '10',
  montpellier: '11',
  'nancy metz': '12',
  poitiers: '13',
  rennes: '14',
  strasbourg: '15',
  toulouse: '16',
  nantes: '17',
  'orleans tours': '18',
  reims: '19',
  amiens: '20',
  limoges: '22',
  nice: '23',
  creteil: '24',
  versailles: '25',
  corse: '27',
  'la reunion': '28',
  martinique: '31',
  guadeloupe: '32',
  guyane: '33',
  'nouvelle caledonie': '40',
  'polynesie francaise': '41',
  'wallis et futuna': '42',
  mayotte: '43',
  'saint pierre et miquelon': '44',
  normandie: '70',
  ...AUTRES_NOMS,
}

/** The académie (code of the ministry) of a place of the calendar; undefined when it is none of ours. */
export const academieDuLieu = (lieu: string): string | undefined => ACADEMIES[normaliser(lieu)]

/**
 * The day (`AAAA-MM-JJ`) that an instant of the calendar stands for: midnight there, written in UTC, so the nearest
 * midnight. A plain day is itself. Undefined when it is no date.
 */
export function jourDuCalendrier(instant: string): string | undefined {
  const lu = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):\d\d(?::\d\d(?:\.\d+)?)?(?:Z|\+00:?00)?)?$/.exec(instant.trim())
  if (!lu?.[1]) return undefined
  const jour = new Date(`${lu[1]}T00:00:00Z`)
  if (Number.isNaN(jour.getTime()) || jour.toISOString().slice(0, 10) !== lu[1]) return undefined
  return Number(lu[2] ?? 0) >= 12 ? ajouterJours(lu[1], 1) : lu[1]
}

function ajouterJours(jour: string, n: number): string {
  const date = new Date(`${jour}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + n)
  return date.toISOString().slice(0, 10)
}

/** Periods published without their end, by their description once normalised. */
export const OUVERTES = /^debut des (vacances d ete$|grandes vacances)/

/**
 * The last day off. A bridge says the same day twice. Of summer, the ministry first publishes the beginning alone: it
 * then lasts until 31 August.
 */
export function dernierJour({
  description,
  debut,
  reprise,
}: Pick<Vacances, 'description' | 'debut' | 'reprise'>): string {
  if (reprise > debut) return ajouterJours(reprise, -1)
  const aout = `${debut.slice(0, 4)}-08-31`
  return OUVERTES.test(normaliser(description)) && debut < aout ? aout : debut
}

/** Islands that follow the calendar of Guadeloupe but for some days, by the département of their établissements. */
const ILES: [nom: string, departements: string[]][] = [
  ['guadeloupe', ['971']],
  ['saint martin', ['978']],
  ['saint barthelemy', ['977']],
]

/** Whether a row of the calendar, by its population, is for these people. Pupils of the second degree unless told. */
export function concerne(population: string, { qui = 'eleves', type, code_departement }: Public = {}): boolean {
  const dite = normaliser(population)
  if (dite === '') return true
  const [nommees = '', exclues = ''] = dite.split(' sauf ')
  const iles = (texte: string) => ILES.filter(([nom]) => texte.includes(nom)).flatMap(([, d]) => d)
  if (iles(dite).length > 0) {
    const ou = code_departement ?? '971'
    return iles(nommees).includes(ou) && !iles(exclues).includes(ou)
  }
  if (dite.includes('enseignants') && qui !== 'enseignants') return false
  if (dite.includes('eleves') && qui !== 'eleves') return false
  if (dite.includes('second degre')) return true
  if (dite.includes('colleges')) return type !== 'lycee'
  if (dite.includes('lycees')) return type !== 'college'
  return !dite.includes('premier degre')
}

/**
 * The row of the calendar that makes this day (`AAAA-MM-JJ`) a holiday in this académie; undefined on a day of classes.
 * Sundays and public holidays are not in this calendar.
 */
export function vacancesDuJour<V extends Vacances>(
  calendrier: readonly V[],
  jour: string,
  code_academie: string,
  pour: Public = {},
): V | undefined {
  return calendrier.find(
    (v) =>
      v.code_academie === code_academie && v.debut <= jour && jour <= dernierJour(v) && concerne(v.population, pour),
  )
}

/** Whether pupils of this académie are on holiday that day. */
export const estEnVacances = (
  calendrier: readonly Vacances[],
  jour: string,
  code_academie: string,
  pour: Public = {},
): boolean => vacancesDuJour(calendrier, jour, code_academie, pour) !== undefined
