import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import { constater } from '#domain/formulaire/constat.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { commencer, type Preremplis } from '#domain/formulaire/prefill.ts'
import { reponsesUtiles } from '#domain/formulaire/visite.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/teleservices/api-essais.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireBrouillon } from './brouillons.ts'
import { contexteJoue } from './connus.ts'
import { lireTeleserviceDessine } from './dessin.ts'
import { lireDefinitionEntiere, lireDerniereVersion } from './versions.ts'

type Commencer = typeof api.commencerEssai

/** Begins a trial on the drawing in progress, else on the last version; the form is kept as it is now. */
export async function commencerEssai(ctx: Write, { params, body }: Input<Commencer>): Promise<Reply<Commencer>> {
  const { acteur } = ctx
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  if (!estPersonne(acteur)) throw introuvable('Cette page n’existe pas.')
  const { definition, version } = await aEssayer(ctx, id)
  const { reponses, preremplis } = commencer(definition, await contexteJoue(ctx, acteur, body.uai))
  const ligne = await ctx.db
    .insertInto('teleservices.essai')
    .values({
      teleservice_id: id,
      uai: body.uai,
      origine: version === null ? 'brouillon' : 'version',
      version,
      definition: JSON.stringify(definition),
      reponses: JSON.stringify(reponses),
      origines: JSON.stringify(preremplis),
      commence_le: ctx.now.toISOString(),
      commence_par: acteur.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return lireEssai(ctx, { params: { code: params.code, id: ligne.id } })
}

async function aEssayer(ctx: Write, teleservice: number): Promise<{ definition: Definition; version: number | null }> {
  const brouillon = await ctx.db
    .selectFrom('teleservices.brouillon')
    .select('teleservice_id')
    .where('teleservice_id', '=', teleservice)
    .executeTakeFirst()
  if (!brouillon) {
    const { id, numero } = await lireDerniereVersion(ctx, teleservice)
    return { definition: vueUsager(deplier(await lireDefinitionEntiere(ctx, id))), version: numero }
  }
  const { definition } = await lireBrouillon(ctx, teleservice)
  const [defaut] = constater(definition).defauts
  if (defaut)
    throw conflit(
      'formulaire_non_publiable',
      `Ce formulaire ne peut pas encore s’essayer : ${defaut.ou}, ${defaut.message}`,
    )
  return { definition: vueUsager(deplier(definition)), version: null }
}

const essais = (ctx: Read | Write, teleservice: number) =>
  ctx.db
    .selectFrom('teleservices.essai as x')
    .innerJoin('referentiel.etablissement as e', 'e.uai', 'x.uai')
    .innerJoin('comptes.personne as p', 'p.id', 'x.commence_par')
    .where('x.teleservice_id', '=', teleservice)

const LIGNE = [
  'x.id',
  'x.uai',
  'e.nom as etablissement',
  'x.version',
  'x.etat',
  'x.commence_le',
  'x.depose_le',
] as const

type LigneLue = { id: number; etat: string; prenom: string; nom: string }
const enLigne = <L extends LigneLue>({ prenom, nom, etat, ...l }: L) => ({
  ...l,
  etat: etat === 'depose' ? ('depose' as const) : ('brouillon' as const),
  numero: `ESSAI-${l.id}`,
  commence_par: `${prenom} ${nom}`,
})

type Lister = typeof api.listerEssais

export async function listerEssais(ctx: Read, { params, query }: Input<Lister>): Promise<Reply<Lister>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const { total } = await essais(ctx, id)
    .select((eb) => eb.cast<number>(eb.fn.countAll(), 'integer').as('total'))
    .executeTakeFirstOrThrow()
  const lignes = await essais(ctx, id)
    .select(LIGNE)
    .select(['p.prenom', 'p.nom'])
    .orderBy('x.id', 'desc')
    .limit(query.par_page)
    .offset((query.page - 1) * query.par_page)
    .execute()
  return { total, page: query.page, par_page: query.par_page, elements: lignes.map(enLigne) }
}

type Lire = typeof api.lireEssai

export async function lireEssai(ctx: Read | Write, { params }: Pick<Input<Lire>, 'params'>): Promise<Reply<Lire>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const ligne = await essais(ctx, id)
    .select(LIGNE)
    .select(['p.prenom', 'p.nom', 'x.revision', 'x.definition', 'x.reponses', 'x.origines'])
    .where('x.id', '=', params.id)
    .executeTakeFirst()
  if (!ligne) throw introuvable('Cet essai n’existe pas, ou a été supprimé.')
  const { definition, reponses, origines, ...reste } = ligne
  return {
    ...enLigne(reste),
    // What the columns hold was checked before it was written.
    definition: definition as unknown as Definition,
    reponses: reponses as Reponses,
    preremplis: origines as unknown as Preremplis,
  }
}

type Enregistrer = typeof api.enregistrerEssai

export async function enregistrerEssai(ctx: Write, { params, body }: Input<Enregistrer>): Promise<Reply<Enregistrer>> {
  const essai = await lireOuvert(ctx, params)
  if (essai.revision !== body.revision)
    throw conflit('essai_modifie', 'Cet essai est rempli ailleurs : rechargez la page pour le reprendre.')
  const revision = essai.revision + 1
  await ctx.db
    .updateTable('teleservices.essai')
    .set({ reponses: JSON.stringify(body.reponses), revision })
    .where('id', '=', essai.id)
    .execute()
  return { revision }
}

type Deposer = typeof api.deposerEssai

/** The rules of a real deposit; nothing follows it: no number, no mail, no instruction. */
export async function deposerEssai(ctx: Write, { params }: Input<Deposer>): Promise<Reply<Deposer>> {
  const essai = await lireOuvert(ctx, params)
  const { manquants } = parcours(essai.definition, essai.reponses, {
    aujourdhui: jourLocal(ctx.now),
    depot_tente: true,
  })
  if (manquants.length > 0)
    throw invalide(
      'Ce dossier ne pourrait pas être déposé.',
      manquants.map(({ champ, message }) => ({ champ, message })),
    )
  await ctx.db
    .updateTable('teleservices.essai')
    .set({
      etat: 'depose',
      depose_le: ctx.now.toISOString(),
      reponses: JSON.stringify(reponsesUtiles(essai.definition, essai.reponses)),
      revision: essai.revision + 1,
    })
    .where('id', '=', essai.id)
    .execute()
  return lireEssai(ctx, { params })
}

async function lireOuvert(ctx: Write, params: { code: string; id: number }) {
  await ctx.db.selectFrom('teleservices.essai').select('id').where('id', '=', params.id).forUpdate().execute()
  const essai = await lireEssai(ctx, { params })
  if (essai.etat === 'depose') throw conflit('deja_depose', 'Cet essai est déjà déposé.')
  return essai
}

export async function supprimerEssai(ctx: Write, { params }: Input<typeof api.supprimerEssai>): Promise<undefined> {
  const { id } = await lireEssai(ctx, { params })
  await ctx.db.deleteFrom('teleservices.essai').where('id', '=', id).execute()
}
