/** Zones of the State's calendar, as its API names them. */
export const ZONES = {
  metropole: 'Métropole',
  'alsace-moselle': 'Alsace-Moselle',
  guadeloupe: 'Guadeloupe',
  guyane: 'Guyane',
  'la-reunion': 'La Réunion',
  martinique: 'Martinique',
  mayotte: 'Mayotte',
  'nouvelle-caledonie': 'Nouvelle-Calédonie',
  'polynesie-francaise': 'Polynésie française',
  'saint-barthelemy': 'Saint-Barthélemy',
  'saint-martin': 'Saint-Martin',
  'saint-pierre-et-miquelon': 'Saint-Pierre-et-Miquelon',
  'wallis-et-futuna': 'Wallis-et-Futuna',
} as const
export type Zone = keyof typeof ZONES

export type JourFerie = { date: string; libelle: string }

/** Labour code, L3133-1; `mois-jour`. */
const FIXES: Record<string, string> = {
  '01-01': '1er janvier',
  '05-01': '1er mai',
  '05-08': '8 mai',
  '07-14': '14 juillet',
  '08-15': 'Assomption',
  '11-01': 'Toussaint',
  '11-11': '11 novembre',
  '12-25': 'Jour de Noël',
}

/** Abolition of slavery (law 83-550, decree 83-1003) and days of each territory. */
const LOCAUX: Partial<Record<Zone, Record<string, string>>> = {
  'alsace-moselle': { '12-26': '2ème jour de Noël' },
  guadeloupe: { '05-27': 'Abolition de l’esclavage' },
  guyane: { '06-10': 'Abolition de l’esclavage' },
  'la-reunion': { '12-20': 'Abolition de l’esclavage' },
  martinique: { '05-22': 'Abolition de l’esclavage' },
  mayotte: { '04-27': 'Abolition de l’esclavage' },
  'nouvelle-caledonie': { '09-24': 'Fête de la citoyenneté' },
  'polynesie-francaise': { '03-05': 'Arrivée de l’Évangile', '06-29': 'Fête de l’autonomie' },
  'saint-barthelemy': { '10-09': 'Abolition de l’esclavage' },
  'saint-martin': { '05-28': 'Abolition de l’esclavage' },
  'wallis-et-futuna': { '04-28': 'Saint Pierre Chanel', '07-29': 'Fête du territoire' },
}

/** The public holidays of a year in a zone, in order. `annee` from 1983 (the last law on the matter) to 2199. */
export function joursFeries(annee: number, zone: Zone = 'metropole'): JourFerie[] {
  const paques = paquesDe(annee)
  const jours: JourFerie[] = [
    ...Object.entries({ ...FIXES, ...LOCAUX[zone] }).map(([jour, libelle]) => ({ date: `${annee}-${jour}`, libelle })),
    { date: plus(paques, 1), libelle: 'Lundi de Pâques' },
    { date: plus(paques, 39), libelle: 'Ascension' },
    { date: plus(paques, 50), libelle: 'Lundi de Pentecôte' },
  ]
  // Local law of 1892: Good Friday, in communes that have a Protestant temple or a mixed church.
  if (zone === 'alsace-moselle') jours.push({ date: plus(paques, -2), libelle: 'Vendredi saint' })
  return jours.toSorted((a, b) => a.date.localeCompare(b.date))
}

/** Is this day (`AAAA-MM-JJ`) a public holiday there? Gives its name. */
export const jourFerie = (jour: string, zone: Zone = 'metropole'): string | undefined =>
  joursFeries(Number(jour.slice(0, 4)), zone).find((j) => j.date === jour)?.libelle

const DEPARTEMENTS: Record<string, Zone> = {
  '57': 'alsace-moselle',
  '67': 'alsace-moselle',
  '68': 'alsace-moselle',
  '971': 'guadeloupe',
  '972': 'martinique',
  '973': 'guyane',
  '974': 'la-reunion',
  '975': 'saint-pierre-et-miquelon',
  '976': 'mayotte',
  '977': 'saint-barthelemy',
  '978': 'saint-martin',
  '986': 'wallis-et-futuna',
  '987': 'polynesie-francaise',
  '988': 'nouvelle-caledonie',
}

/** The zone of a commune by its INSEE code. */
export const zoneDe = (codeCommune: string): Zone =>
  DEPARTEMENTS[codeCommune.slice(0, 3)] ?? DEPARTEMENTS[codeCommune.slice(0, 2)] ?? 'metropole'

/** Easter Sunday of the Gregorian calendar: the anonymous computus (Meeus, Astronomical Algorithms, ch. 8). */
export function paquesDe(annee: number): string {
  const a = annee % 19
  const b = Math.floor(annee / 100)
  const c = annee % 100
  const d = Math.floor(b / 4)
  const e = b % 4
  const f = Math.floor((b + 8) / 25)
  const g = Math.floor((b - f + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const i = Math.floor(c / 4)
  const k = c % 4
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const rang = h + l - 7 * m + 114
  const jour = (rang % 31) + 1
  return `${annee}-${String(Math.floor(rang / 31)).padStart(2, '0')}-${String(jour).padStart(2, '0')}`
}

function plus(jour: string, n: number): string {
  const date = new Date(`${jour}T12:00:00Z`)
  date.setUTCDate(date.getUTCDate() + n)
  return date.toISOString().slice(0, 10)
}
