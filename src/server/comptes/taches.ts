import { estAgent, nomDe, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-taches.ts'
import type { Read, Write } from '../platform/context.ts'
import { confierTache as confier, ecrireTaches as ecrire, exigerAgent } from '../referentiel/taches.ts'
import { visibles } from '../referentiel/visibles.ts'
import { enPersonne, personnes, trouverPersonne } from './personne.ts'

type Collegues = typeof api.listerCollegues

/** Those a task may be given to: agents and administrators, those who see `uai` when one is named. */
export async function listerCollegues(ctx: Read, { query }: Input<Collegues>): Promise<Reply<Collegues>> {
  exigerAgent(ctx)
  const lignes = await personnes(ctx.db, ctx.now)
    .where('p.role', 'in', ['agent', 'administrateur'])
    .select('p.fonction')
    .orderBy('p.nom')
    .orderBy('p.prenom')
    .execute()
  if (query.uai && !(await voient(ctx, query.uai)))
    throw introuvable('Cet établissement n’existe pas, ou n’est pas dans votre périmètre.')
  const elements = []
  for (const ligne of lignes) {
    const personne = enPersonne(ligne)
    if (query.uai && !(await voient({ ...ctx, acteur: personne }, query.uai))) continue
    elements.push({ id: personne.id, nom: nomDe(personne), fonction: ligne.fonction })
  }
  return { elements }
}

const voient = async (ctx: Read, uai: string): Promise<boolean> =>
  (await visibles(ctx).select('e.uai').where('e.uai', '=', uai).executeTakeFirst()) !== undefined

/** Writes a task for each établissement chosen: to oneself, to a colleague, or to nobody (null). */
export async function ecrireTaches(
  ctx: Write,
  entree: Input<typeof api.ecrireTaches>,
): Promise<Reply<typeof api.ecrireTaches>> {
  const moi = exigerAgent(ctx)
  const { personne = moi.id } = entree.body
  return ecrire(ctx, entree, personne === null ? null : chargeDe(ctx, await trouverAgent(ctx, personne)))
}

export async function confierTache(
  ctx: Write,
  { params, body }: Input<typeof api.confierTache>,
): Promise<Reply<typeof api.confierTache>> {
  return confier(ctx, params.id, async (uai) => {
    if (body.personne === null) return null
    const charge = chargeDe(ctx, await trouverAgent(ctx, body.personne))
    if (!(await charge.voit([uai])).has(uai)) throw personneRefusee('Cet agent ne voit pas cet établissement.')
    return charge
  })
}

const chargeDe = (ctx: Write, personne: Personne) => ({
  id: personne.id,
  nom: nomDe(personne),
  voit: async (uais: string[]) => {
    const vus = await visibles({ ...ctx, acteur: personne })
      .select('e.uai')
      .where('e.uai', 'in', uais)
      .execute()
    return new Set(vus.map((v) => v.uai))
  },
})

async function trouverAgent(ctx: Write, id: number): Promise<Personne> {
  const personne = await trouverPersonne(ctx.db, id, ctx.now)
  if (!personne || !estAgent(personne)) throw personneRefusee('Choisissez un agent de la liste.')
  return personne
}

const personneRefusee = (message: string) => invalide(message, [{ champ: 'personne', message }])
