import type { ErreurDeChamp } from '#domain/erreurs.ts'
import type { Changements } from '#domain/formulaire/saisie.ts'
import { Echec } from '#web/call.ts'
import type { Brute } from './reprise.ts'

/** Why answers are not on the server yet. `definitive`: trying again by itself would not help. */
export type Panne = {
  genre: 'hors_ligne' | 'serveur' | 'session' | 'refus'
  message: string
  definitive: boolean
}

const ATTENTE_MAX = 30_000

/** Milliseconds before the next try: 1 s, 2 s, 4 s… then every 30 s. */
export const delaiDe = (essais: number): number => Math.min(ATTENTE_MAX, 1000 * 2 ** Math.max(0, essais - 1))

/** What a failed call says of the connection, of the session or of the dossier. */
export function panneDe(erreur: unknown): Panne {
  const { status, message } = erreur instanceof Echec ? erreur : new Echec(0, 'hors_ligne', '')
  if (status === 0) return { genre: 'hors_ligne', message, definitive: false }
  if (status === 401) return { genre: 'session', message, definitive: true }
  if (status === 403 || status === 404 || status === 409 || status === 410)
    return { genre: 'refus', message, definitive: true }
  return { genre: 'serveur', message, definitive: false }
}

/** The answers that the server will never keep as they are; `undefined` when the failure is not about them. */
export function refuseesDe(erreur: unknown, chemins: readonly string[]): ErreurDeChamp[] | undefined {
  if (!(erreur instanceof Echec) || ![400, 413, 422].includes(erreur.status)) return undefined
  const nommees = erreur.erreurs.filter((e) => chemins.includes(e.champ))
  return nommees.length > 0 ? nommees : chemins.map((champ) => ({ champ, message: erreur.message }))
}

/** What was refused stays on the screen with its reason, unless something else has been typed since. */
export function brutesDe(
  lot: Changements,
  refusees: readonly ErreurDeChamp[],
  attente: Readonly<Record<string, unknown>>,
): Record<string, Brute> {
  const fautives = refusees.filter((r) => Object.hasOwn(lot, r.champ) && !Object.hasOwn(attente, r.champ))
  return Object.fromEntries(
    fautives.map(({ champ, message }) => [champ, { valeur: lot[champ], message, montrer: true }]),
  )
}
