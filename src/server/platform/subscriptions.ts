import type { CodeActe } from '#domain/journal/actes.ts'
import type { Kit } from './context.ts'
import type { Job } from './jobs.ts'

/** What a subscriber learns: which act, on what, with which data. Ids only: it reads the rest. */
export type Evenement = {
  acte: number
  code: CodeActe
  objet: { genre: string; cle: string; uai?: string }
  donnees: Record<string, unknown>
}

export type Subscription = { code: CodeActe; job: Job<Evenement> }

/** Who must be told of each act. */
export type Subscriptions = Map<CodeActe, string[]>

/** `quand('dossier_depose', 'ouvrir_instruction', fn)`: `fn` runs after the commit, perhaps twice. */
export function quand(
  code: CodeActe,
  name: string,
  run: (kit: Kit, evenement: Evenement) => Promise<void>,
): Subscription {
  return { code, job: { name, run } }
}

export function subscriptionMap(subscriptions: Subscription[]): Subscriptions {
  const map: Subscriptions = new Map()
  for (const { code, job } of subscriptions) map.set(code, [...(map.get(code) ?? []), job.name])
  return map
}
