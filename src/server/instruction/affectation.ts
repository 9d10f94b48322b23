import type { Input, Reply } from '#domain/endpoint.ts'
import { invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/instruction/api.ts'
import { journaliser } from '../journal/journaliser.ts'
import { agentsDuTerritoire } from '../messagerie/destinataires.ts'
import type { Read, Write } from '../platform/context.ts'
import { exigerAgent } from './agent.ts'
import { lireInstruction } from './lecture.ts'
import { trouverDepose, verrouillerSuivi } from './suivi.ts'

type Affecter = typeof api.affecter
type Lister = typeof api.listerAgents

/** Gives the dossier to an agent whose périmètre covers it, or to nobody. Who has it changes nothing of where it stands. */
export async function affecter(ctx: Write, { params, body }: Input<Affecter>): Promise<Reply<Affecter>> {
  const suivi = await verrouillerSuivi(ctx, params.cle)
  exigerAgent(ctx)
  const { id, cle, uai } = suivi.dossier
  if (body.personne !== suivi.affecte_a) {
    const agent = body.personne === null ? null : await trouverAgent(ctx, uai, body.personne)
    await ctx.db
      .updateTable('instruction.suivi')
      .set({ affecte_a: agent?.id ?? null })
      .where('dossier_id', '=', id)
      .execute()
    const donnees = { personne: agent?.id ?? null, libelle: agent ? `à ${agent.prenom} ${agent.nom}` : 'à personne' }
    await journaliser(ctx, 'dossier_affecte', { genre: 'dossier', cle, uai }, donnees)
  }
  return lireInstruction(ctx, { params, query: undefined, body: undefined })
}

/** To whom this dossier may be given. */
export async function listerAgents(ctx: Read, { params }: Input<Lister>): Promise<Reply<Lister>> {
  const { uai } = await trouverDepose(ctx, params.cle)
  exigerAgent(ctx)
  const agents = await agentsDuTerritoire(ctx, uai)
    .select(['p.id', 'p.prenom', 'p.nom', 'p.fonction'])
    .orderBy('p.nom')
    .orderBy('p.prenom')
    .execute()
  return { elements: agents.map((a) => ({ id: a.id, nom: `${a.prenom} ${a.nom}`, fonction: a.fonction })) }
}

async function trouverAgent(ctx: Write, uai: string, personne: number) {
  const agent = await agentsDuTerritoire(ctx, uai)
    .where('p.id', '=', personne)
    .select(['p.id', 'p.prenom', 'p.nom'])
    .executeTakeFirst()
  const message = 'Cette personne n’est pas un agent qui suit cet établissement.'
  if (!agent) throw invalide(message, [{ champ: 'personne', message }])
  return agent
}
