import { type Demandeur, estAgent, estAuteur, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit } from '#domain/erreurs.ts'
import type * as api from '#domain/messagerie/api.ts'
import { obstacleEcriture } from '#domain/messagerie/droits.ts'
import { type DossierTrouve, trouverDossier } from '../dossiers/visibles.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'

type Lire = typeof api.lireFil
type Envoyer = typeof api.envoyerMessage
type Marquer = typeof api.marquerLu

/** The thread of a visible dossier, oldest first. */
export async function lireFil(ctx: Read | Write, { params, query }: Input<Lire>): Promise<Reply<Lire>> {
  const lecteur = exigerPersonne(ctx)
  const dossier = await trouverDossier(ctx, params.cle)
  const compte = await compter(ctx, dossier.id, lecteur.id)
  const lignes = await messages(ctx, dossier.id)
    .$if(query.avant !== undefined, (q) => q.where('m.id', '<', query.avant ?? 0))
    .orderBy('m.id', 'desc')
    .limit(query.par_page + 1)
    .execute()
  const obstacle = obstacleEcriture(ctx.acteur, dossier)
  return {
    total: compte.total,
    non_lus: compte.non_lus,
    precedents: lignes.length > query.par_page,
    peut_ecrire: obstacle === undefined,
    pourquoi: obstacle ?? null,
    elements: lignes
      .slice(0, query.par_page)
      .reverse()
      .map((m) => enMessage(m, lecteur.id, compte.dernier_lu)),
  }
}

export async function envoyerMessage(ctx: Write, { params, body }: Input<Envoyer>): Promise<Reply<Envoyer>> {
  const auteur = exigerPersonne(ctx)
  const dossier = await trouverDossier(ctx, params.cle)
  const obstacle = obstacleEcriture(ctx.acteur, dossier)
  if (obstacle) throw dossier.etat === 'depose' ? interdit(obstacle) : conflit('dossier_non_depose', obstacle)

  const cote = estAgent(auteur) ? 'collectivite' : 'etablissement'
  const { id } = await ctx.db
    .insertInto('messagerie.message')
    .values({ dossier_id: dossier.id, auteur_id: auteur.id, cote, texte: body.texte, le: ctx.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  // Who answers has read.
  await avancerLecture(ctx, dossier, auteur.id)
  await journaliser(
    ctx,
    'message_envoye',
    { genre: 'dossier', cle: dossier.cle, uai: dossier.uai },
    { message: id, cote },
  )
  return enMessage(await messages(ctx, dossier.id).where('m.id', '=', id).executeTakeFirstOrThrow(), auteur.id, id)
}

/** Reading is nobody else's business: no line in the journal, and it marks for the reader alone. */
export async function marquerLu(ctx: Write, { params }: Input<Marquer>): Promise<Reply<Marquer>> {
  const lecteur = exigerPersonne(ctx)
  await avancerLecture(ctx, await trouverDossier(ctx, params.cle), lecteur.id)
  return { non_lus: 0 }
}

async function avancerLecture(ctx: Write, dossier: DossierTrouve, personne: number): Promise<void> {
  await ctx.db
    .insertInto('messagerie.lecture')
    .columns(['dossier_id', 'personne_id', 'dernier_message'])
    .expression((eb) =>
      eb
        .selectFrom('messagerie.message as m')
        .where('m.dossier_id', '=', dossier.id)
        .groupBy('m.dossier_id')
        .select((s) => [
          'm.dossier_id',
          s.val(personne).$castTo<number>().as('personne_id'),
          s.fn.max('m.id').as('dernier_message'),
        ]),
    )
    .onConflict((c) =>
      c.columns(['dossier_id', 'personne_id']).doUpdateSet((eb) => ({
        dernier_message: eb.fn('greatest', ['messagerie.lecture.dernier_message', 'excluded.dernier_message']),
      })),
    )
    .execute()
}

const messages = (ctx: Read | Write, dossierId: number) =>
  ctx.db
    .selectFrom('messagerie.message as m')
    .innerJoin('comptes.personne as p', 'p.id', 'm.auteur_id')
    .where('m.dossier_id', '=', dossierId)
    .select(['m.id', 'm.auteur_id', 'm.cote', 'm.texte', 'm.le', 'p.prenom', 'p.nom', 'p.fonction'])

async function compter(ctx: Read | Write, dossierId: number, personne: number) {
  return await ctx.db
    .selectFrom('messagerie.message as m')
    .leftJoin('messagerie.lecture as l', (j) =>
      j.onRef('l.dossier_id', '=', 'm.dossier_id').on('l.personne_id', '=', personne),
    )
    .where('m.dossier_id', '=', dossierId)
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.coalesce(eb.fn.max('l.dernier_message'), eb.lit(0)).as('dernier_lu'),
      eb.fn
        .countAll<number>()
        .filterWhere((f) =>
          f.and([f('m.auteur_id', '<>', personne), f('m.id', '>', f.fn.coalesce('l.dernier_message', f.lit(0)))]),
        )
        .as('non_lus'),
    ])
    .executeTakeFirstOrThrow()
}

type Ligne = Awaited<ReturnType<ReturnType<typeof messages>['executeTakeFirstOrThrow']>>

const enMessage = (m: Ligne, lecteur: number, dernierLu: number): api.Message => ({
  id: m.id,
  auteur: { nom: `${m.prenom} ${m.nom}`, fonction: m.fonction },
  cote: m.cote === 'collectivite' ? 'collectivite' : 'etablissement',
  texte: m.texte,
  le: m.le,
  de_moi: m.auteur_id === lecteur,
  lu: m.auteur_id === lecteur || m.id <= dernierLu,
})

function exigerPersonne({ acteur }: Read | Write): Personne | Demandeur {
  if (!estAuteur(acteur)) throw interdit('Seule une personne connectée lit et écrit ici.')
  return acteur
}
