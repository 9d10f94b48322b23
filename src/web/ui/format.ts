const FUSEAU = 'Europe/Paris'
const MOIS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.']

/** Made at its first use: these formatters cost a tenth of a second to the first page, which rarely needs them all. */
function unique<T>(faire: () => T): () => T {
  let fait: T | undefined
  return () => {
    fait ??= faire()
    return fait
  }
}

const parties = unique(
  () =>
    new Intl.DateTimeFormat('fr-FR', {
      timeZone: FUSEAU,
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
)

function decouper(instant: string) {
  const p = Object.fromEntries(
    parties()
      .formatToParts(new Date(instant))
      .map((x) => [x.type, x.value]),
  )
  return { jour: Number(p.day), mois: Number(p.month), annee: p.year, heure: p.hour, minute: p.minute }
}

/** « 1er sept. 2026 », from a day (AAAA-MM-JJ) or an instant. */
export function date(valeur: string | null | undefined): string {
  if (!valeur) return '—'
  const [annee, mois, jour] = /^\d{4}-\d{2}-\d{2}$/.test(valeur)
    ? valeur.split('-').map(Number)
    : [Number(decouper(valeur).annee), decouper(valeur).mois, decouper(valeur).jour]
  return `${jour === 1 ? '1er' : jour} ${MOIS[(mois ?? 1) - 1]} ${annee}`
}

/** « 10:42 », Paris time. */
export function heure(instant: string): string {
  const p = decouper(instant)
  return `${p.heure}:${p.minute}`
}

/** « 1er sept. 2026 à 10:42 ». */
export const dateHeure = (instant: string | null | undefined): string =>
  instant ? `${date(instant)} à ${heure(instant)}` : '—'

const relatif = unique(() => new Intl.RelativeTimeFormat('fr', { numeric: 'auto' }))

const UNITES = [
  ['year', 365.25 * 86_400],
  ['month', 30.44 * 86_400],
  ['day', 86_400],
  ['hour', 3_600],
] as const

/** « il y a 3 jours », « hier », « dans 2 heures », « il y a 11 mois ». */
export function depuis(instant: string, maintenant = Date.now()): string {
  const s = (new Date(instant).getTime() - maintenant) / 1000
  const [unite, duree] =
    UNITES.find(([u, d]) => Math.abs(s) >= (u === 'month' ? 2 * d : d)) ?? (['minute', 60] as const)
  return relatif().format(Math.trunc(s / duree), unite)
}

const grand = unique(() => new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 2 }))
const monnaie = unique(() => new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' }))

/** « 12 345,5 ». A small whole number is written as it is, by far the most frequent. */
const ecrire = (n: number): string =>
  Number.isInteger(n) && n >= 0 && n < 1000 ? String(n) : grand().format(n).replace('-', '−')

export const nombre = (n: number | null | undefined): string => (n === null || n === undefined ? '—' : ecrire(n))

/** « 12 345,50 € ». */
export const euros = (n: number | null | undefined): string =>
  n === null || n === undefined ? '—' : monnaie().format(n).replace('-', '−')

/** « 3 dossiers », « 1 pièce », « aucun dossier » with `zero`. */
export const pluriel = (n: number, singulier: string, plusieurs = `${singulier}s`): string =>
  `${ecrire(n)} ${Math.abs(n) < 2 ? singulier : plusieurs}`

/** « 2,4 Mo ». */
export const taille = (octets: number): string =>
  octets < 1024 * 1024
    ? `${ecrire(Math.ceil(octets / 1024))} Ko`
    : `${(octets / 1024 / 1024).toFixed(1).replace('.', ',')} Mo`
