import { SYSTEME } from '#domain/acteur.ts'
import type { GenreAlerte } from '#domain/messagerie/api.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import { enfiler, type Job } from '../platform/jobs.ts'
import { openMailer } from '../platform/mail.ts'

export type CourrielADeposer = {
  destinataire: string
  /** Null before the person is known of the house. */
  personne_id: number | null
  dossier_id: number | null
  genre: GenreAlerte
  sujet: string
  texte: string
  /** One mail for each: writing it again writes nothing. */
  cle_unique: string
}

type Envoi = { courriel: number }

/** The queue runs a job that fails five more times; after the last, the mail is left `en_erreur`. */
const ESSAIS = 6

/** Puts mails in the outbox; those that are new leave by a job, or stay there when no SMTP server is configured. */
export async function deposerCourriels(ctx: Write, courriels: CourrielADeposer[]): Promise<void> {
  if (courriels.length === 0) return
  const { smtp } = ctx.kit.config
  const nouveaux = await ctx.db
    .insertInto('messagerie.courriel')
    .values(courriels.map((c) => ({ ...c, etat: smtp ? 'a_envoyer' : 'garde', le: ctx.now.toISOString() })))
    .onConflict((c) => c.column('cle_unique').doNothing())
    .returning('id')
    .execute()
  if (!smtp) return
  for (const { id } of nouveaux) await enfiler(ctx, envoi.name, { courriel: id } satisfies Envoi)
}

/** Gives one mail of the outbox to the SMTP server. Throws when it refuses, so that the queue tries again later. */
export const envoi = {
  name: 'envoyer_courriel',
  run: async (kit: Kit, { courriel }: Envoi): Promise<void> => {
    const panne = await write(contextOf(kit, SYSTEME), (ctx) => envoyer(ctx, courriel))
    if (panne) throw panne
  },
} satisfies Job<Envoi>

/**
 * The row stays locked while the server answers, so that two workers never send the same mail. The fault is returned
 * rather than thrown: what it says must be committed.
 */
async function envoyer(ctx: Write, id: number): Promise<Error | undefined> {
  const courriel = await ctx.db
    .selectFrom('messagerie.courriel')
    .select(['destinataire', 'sujet', 'texte', 'genre', 'essais'])
    .where('id', '=', id)
    .where('etat', '=', 'a_envoyer')
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  if (!courriel) return undefined
  const essais = courriel.essais + 1
  try {
    await openMailer(ctx.kit.config).send(courriel)
  } catch (cause) {
    const erreur = (cause instanceof Error ? cause.message : String(cause)).slice(0, 500)
    await noter(ctx, id, { essais, erreur, etat: essais >= ESSAIS ? 'en_erreur' : 'a_envoyer' })
    return new Error(`Le serveur de courriel refuse le message ${id} (essai ${essais}).`, { cause })
  }
  const envoye = { essais, erreur: null, etat: 'envoye', envoye_le: ctx.now.toISOString() }
  // A link that opens an account has no reason to stay once it has left.
  await noter(ctx, id, courriel.genre === 'compte' ? { ...envoye, texte: TEXTE_RETIRE } : envoye)
  return undefined
}

/** Mails whose key begins so, never sent since `avant` (instant, ISO 8601): what was personal in them is taken out. */
export async function retirerTextes(ctx: Write, prefixe: string, avant: string): Promise<void> {
  await ctx.db
    .updateTable('messagerie.courriel')
    .set({ texte: TEXTE_RETIRE })
    .where('genre', '=', 'compte')
    .where('cle_unique', 'like', `${prefixe}%`)
    .where('etat', 'in', ['garde', 'en_erreur'])
    .where('le', '<', avant)
    .execute()
}

const TEXTE_RETIRE = 'Le texte de ce courriel a été retiré : il contenait un lien ou un code personnel.'

type Suite = { essais: number; erreur: string | null; etat: string; envoye_le?: string; texte?: string }

const noter = (ctx: Write, id: number, suite: Suite) =>
  ctx.db.updateTable('messagerie.courriel').set(suite).where('id', '=', id).execute()
