import * as z from 'zod'
import { nomDe, SYSTEME } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, invalide, Refus } from '#domain/erreurs.ts'
import { constater } from '#domain/formulaire/constat.ts'
import { pareil } from '#domain/formulaire/difference.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { ChoixDeReprise } from '#domain/formulaire/reprise.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import { Fiche } from '#domain/teleservices/fiche.ts'
import { defautsDuContact } from '#domain/teleservices/publication.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'
import { type Brouillon, exigerRevision, lireBrouillon } from './brouillons.ts'
import { lireTeleserviceDessine } from './dessin.ts'
import { lireDefinitionEntiere } from './versions.ts'

type Publication = typeof api.publierBrouillon

/**
 * Publishes the draft as the next version, which nothing changes any more, or plans it. Refused with every defect, each
 * with the question it is about: a condition whose source has gone names who depended on it.
 */
export async function publierBrouillon(ctx: Write, { params, body }: Input<Publication>): Promise<Reply<Publication>> {
  const teleservice = await lireTeleserviceDessine(ctx, params.code)
  const brouillon = await lireBrouillon(ctx, teleservice.id, { verrou: true })
  exigerRevision(brouillon, body.revision)
  exigerPubliable(brouillon, teleservice.fiche)
  const { brouillons, choix } = body
  exigerChoixPossibles(brouillon, choix)
  const note = body.note?.trim() || null
  if (body.publier_le && new Date(body.publier_le) > ctx.now) {
    const publier_le = new Date(body.publier_le).toISOString()
    const publier_par = ctx.acteur.genre === 'personne' ? ctx.acteur.id : null
    await ctx.db
      .updateTable('teleservices.brouillon')
      .set({
        publier_le,
        publier_note: note,
        publier_brouillons: brouillons,
        publier_choix: JSON.stringify(choix),
        publier_par,
      })
      .where('teleservice_id', '=', teleservice.id)
      .execute()
    const objet = { genre: 'teleservice', cle: params.code }
    await journaliser(ctx, 'publication_prevue', objet, { titre: teleservice.titre, publier_le })
    return { numero: null, publier_le }
  }
  const numero = await publier(ctx, teleservice, brouillon, { note, brouillons, choix, par: nomDe(ctx.acteur) })
  return { numero, publier_le: null }
}

function exigerPubliable({ definition }: Brouillon, fiche: unknown): void {
  const defauts = [
    ...constater(definition).defauts.map((d) => ({ champ: d.chemin, message: `${d.ou} : ${d.message}` })),
    ...defautsDuContact(Fiche.parse(fiche)).map((d) => ({ champ: d.chemin, message: d.message })),
  ]
  if (defauts.length > 0)
    throw new Refus(
      422,
      'formulaire_non_publiable',
      `Ce formulaire ne peut pas être publié : ${defauts.length} point${defauts.length > 1 ? 's' : ''} à corriger.`,
      defauts.slice(0, 100),
    )
}

/** An answer can only be taken up by a question that the new version asks, outside any bloc. */
function exigerChoixPossibles({ definition }: Brouillon, choix: readonly ChoixDeReprise[]): void {
  const plan = planDe(definition)
  const perdus = choix.filter((c) => c.vers !== undefined && (!plan.has(c.vers) || plan.get(c.vers)?.bloc))
  if (perdus.length > 0)
    throw invalide(
      'Une réponse ne peut être reprise que dans une question de la nouvelle version, hors d’un bloc.',
      perdus.map((c) => ({ champ: c.champ, message: 'Choisissez une question de la nouvelle version.' })),
    )
}

type Teleservice = { id: number; code: string; titre: string }
type Choix = {
  note: string | null
  brouillons: api.SuiteDesBrouillons
  choix: readonly ChoixDeReprise[]
  par: string
}

async function publier(ctx: Write, { id, code, titre }: Teleservice, brouillon: Brouillon, choix: Choix) {
  const derniere = await ctx.db
    .selectFrom('teleservices.version')
    .select(['id', 'numero'])
    .where('teleservice_id', '=', id)
    .orderBy('numero', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (derniere && pareil(await lireDefinitionEntiere(ctx, derniere.id), brouillon.definition))
    throw conflit('rien_a_publier', 'Ce brouillon est pareil à la version publiée : il n’y a rien à publier.')
  const numero = (derniere?.numero ?? 0) + 1
  await ctx.db
    .insertInto('teleservices.version')
    .values({
      teleservice_id: id,
      numero,
      definition: JSON.stringify(brouillon.definition),
      publiee_le: ctx.now.toISOString(),
      publiee_par: choix.par,
      note: choix.note,
      choix: JSON.stringify(choix.choix),
    })
    .execute()
  await ctx.db.updateTable('teleservices.teleservice').set({ publie: true }).where('id', '=', id).execute()
  await ctx.db.deleteFrom('teleservices.brouillon').where('teleservice_id', '=', id).execute()
  const donnees = { titre, version: numero, brouillons: choix.brouillons }
  await journaliser(ctx, 'teleservice_publie', { genre: 'teleservice', cle: code }, donnees)
  return numero
}

export async function annulerPublication(
  ctx: Write,
  { params }: Input<typeof api.annulerPublication>,
): Promise<undefined> {
  const { id, titre } = await lireTeleserviceDessine(ctx, params.code)
  const brouillon = await lireBrouillon(ctx, id, { verrou: true })
  if (!brouillon.publier_le) throw conflit('rien_de_prevu', 'Aucune publication n’est prévue.')
  await oublierPrevision(ctx, id)
  await journaliser(ctx, 'publication_annulee', { genre: 'teleservice', cle: params.code }, { titre })
}

const oublierPrevision = (ctx: Write, id: number) =>
  ctx.db
    .updateTable('teleservices.brouillon')
    .set({ publier_le: null, publier_note: null, publier_brouillons: null, publier_choix: null, publier_par: null })
    .where('teleservice_id', '=', id)
    .execute()

/** Every minute: publishes what was planned. Run twice, it finds nothing left. */
export const publicationsPrevues: Job = {
  name: 'publications_prevues',
  horaire: '* * * * *',
  run: async (kit) => {
    const ctx = contextOf(kit, SYSTEME)
    const dues = await kit.db
      .selectFrom('teleservices.brouillon as b')
      .innerJoin('teleservices.teleservice as t', 't.id', 'b.teleservice_id')
      .select('t.code')
      .where('b.publier_le', '<=', ctx.now.toISOString())
      .execute()
    for (const { code } of dues) await write(ctx, (w) => publierPrevu(w, code))
  },
}

/** One planned publication. What can no longer be published gives the draft back, and says so in the journal. */
export async function publierPrevu(ctx: Write, code: string): Promise<void> {
  const teleservice = await lireTeleserviceDessine(ctx, code)
  const brouillon = await lireBrouillon(ctx, teleservice.id, { verrou: true })
  if (!brouillon.publier_le || new Date(brouillon.publier_le) > ctx.now) return
  const personne = await ctx.db
    .selectFrom('comptes.personne')
    .select(['prenom', 'nom'])
    .where('id', '=', brouillon.publier_par)
    .executeTakeFirst()
  try {
    exigerPubliable(brouillon, teleservice.fiche)
    await publier(ctx, teleservice, brouillon, {
      note: brouillon.publier_note,
      brouillons: brouillon.publier_brouillons === 'garder' ? 'garder' : 'suivre',
      choix: z.array(ChoixDeReprise).parse(brouillon.publier_choix ?? []),
      par: personne ? `${personne.prenom} ${personne.nom}` : nomDe(ctx.acteur),
    })
  } catch (erreur) {
    if (!(erreur instanceof Refus)) throw erreur
    await oublierPrevision(ctx, teleservice.id)
    const objet = { genre: 'teleservice', cle: code }
    await journaliser(ctx, 'publication_manquee', objet, { titre: teleservice.titre, motif: erreur.message })
  }
}
