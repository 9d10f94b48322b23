import type { Personne } from '#domain/acteur.ts'
import type { Proposition } from '#domain/validation/api.ts'
import type { Write } from '#server/platform/context.ts'
import { accepter, refuser } from '#server/validation/decider.ts'
import { lireProposition } from '#server/validation/liste.ts'
import { proposer } from '#server/validation/proposer.ts'

type Champs = Record<string, string | number | boolean | null>

/** A proposition through the real act, made by `qui`. */
export const uneProposition = (
  ctx: Write,
  qui: Personne,
  uai: string,
  champs: Champs,
  { motif = '', valable_du }: { motif?: string; valable_du?: string } = {},
): Promise<Proposition> =>
  proposer({ ...ctx, acteur: qui }, { params: { uai }, query: undefined, body: { champs, motif, valable_du } })

export const accord = (ctx: Write, qui: Personne, id: number, champs?: Champs, motif = ''): Promise<Proposition> =>
  accepter({ ...ctx, acteur: qui }, { params: { id }, query: undefined, body: { champs, motif } })

export const refus = (
  ctx: Write,
  qui: Personne,
  id: number,
  motif = 'Le standard n’a pas changé',
): Promise<Proposition> => refuser({ ...ctx, acteur: qui }, { params: { id }, query: undefined, body: { motif } })

export const relire = async (ctx: Write, qui: Personne, id: number): Promise<Proposition> =>
  (await lireProposition({ ...ctx, acteur: qui }, { params: { id }, query: undefined, body: undefined })).proposition
