import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable, Refus } from '#domain/erreurs.ts'
import { constater } from '#domain/formulaire/constat.ts'
import { type Ebauche, lireEbauche } from '#domain/formulaire/ebauche.ts'
import { heureLocale } from '#domain/heure.ts'
import { Guide } from '#domain/instruction/guide.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireTeleserviceDessine } from './dessin.ts'
import { servicesInconnus } from './services.ts'
import { lireDefinitionEntiere } from './versions.ts'

/** The draft of a téléservice with who last saved it; locked when it is about to change. Throws 404. */
export async function lireBrouillon(ctx: Read | Write, teleservice: number, { verrou = false } = {}) {
  const lecture = ctx.db
    .selectFrom('teleservices.brouillon as b')
    .leftJoin('comptes.personne as p', 'p.id', 'b.modifie_par')
    .selectAll('b')
    .select(['p.prenom', 'p.nom'])
    .where('b.teleservice_id', '=', teleservice)
  const ligne = await (verrou ? lecture.forUpdate('b') : lecture).executeTakeFirst()
  if (!ligne) throw introuvable('Ce formulaire n’a pas de brouillon.')
  const { definition, prenom, nom, ...brouillon } = ligne
  return {
    ...brouillon,
    modifie_par: nom ? `${prenom} ${nom}` : 'Préau',
    // The column only holds what `lireEbauche` has accepted.
    definition: definition as unknown as Ebauche,
  }
}
export type Brouillon = Awaited<ReturnType<typeof lireBrouillon>>

/** Opens a draft; the téléservice must have none. */
export async function poserBrouillon(
  ctx: Write,
  teleservice: number,
  definition: Ebauche,
  base: number | null,
): Promise<void> {
  const le = ctx.now.toISOString()
  const par = ctx.acteur.genre === 'personne' ? ctx.acteur.id : null
  await ctx.db
    .insertInto('teleservices.brouillon')
    .values({
      teleservice_id: teleservice,
      definition: JSON.stringify(definition),
      base,
      ouvert_le: le,
      ouvert_par: par,
      modifie_le: le,
      modifie_par: par,
    })
    .execute()
}

type Lecture = typeof api.lireAtelier

export async function lireAtelier(
  ctx: Read | Write,
  { params }: Pick<Input<Lecture>, 'params'>,
): Promise<Reply<Lecture>> {
  const { id, code, titre, publie, dispositif_id } = await lireTeleserviceDessine(ctx, params.code)
  const versions = await ctx.db
    .selectFrom('teleservices.version')
    .select(['id', 'numero', 'publiee_le', 'publiee_par', 'note'])
    .where('teleservice_id', '=', id)
    .orderBy('numero', 'desc')
    .execute()
  const brouillon = await lireBrouillon(ctx, id).catch((erreur: unknown) => {
    if (erreur instanceof Refus && erreur.status === 404) return null
    throw erreur
  })
  const [derniere] = versions
  const { guide } = await ctx.db
    .selectFrom('teleservices.dispositif')
    .select('guide')
    .where('id', '=', dispositif_id)
    .executeTakeFirstOrThrow()
  const statuts = Guide.parse(guide).etapes.flatMap((e) =>
    e.statuts.map((s) => ({ code: s.code, libelle: s.libelle_agent })),
  )
  return {
    code,
    titre,
    publie,
    versions,
    brouillon,
    publiee: derniere ? await lireDefinitionEntiere(ctx, derniere.id) : null,
    statuts,
  }
}

type Ouverture = typeof api.ouvrirBrouillon

/** Begins a draft from the last version; from an older one, it is how one goes back. */
export async function ouvrirBrouillon(ctx: Write, { params, body }: Input<Ouverture>): Promise<Reply<Ouverture>> {
  const { id, titre } = await lireTeleserviceDessine(ctx, params.code)
  // Two people who open at once: the second waits here, then finds the draft of the first.
  await ctx.db.selectFrom('teleservices.teleservice').select('id').where('id', '=', id).forUpdate().execute()
  const avant = await lireAtelier(ctx, { params })
  if (avant.brouillon && body.version !== undefined)
    throw conflit('brouillon_ouvert', 'Un brouillon est déjà ouvert : publiez-le ou abandonnez-le d’abord.')
  if (avant.brouillon) return avant
  const choisie = avant.versions.find((v) => v.numero === (body.version ?? avant.versions[0]?.numero))
  if (!choisie) throw introuvable('Cette version n’existe pas.')
  const { id: version } = await ctx.db
    .selectFrom('teleservices.version')
    .select('id')
    .where('teleservice_id', '=', id)
    .where('numero', '=', choisie.numero)
    .executeTakeFirstOrThrow()
  await poserBrouillon(ctx, id, await lireDefinitionEntiere(ctx, version), choisie.numero)
  const objet = { genre: 'teleservice', cle: params.code }
  await journaliser(ctx, 'formulaire_modifie', objet, { titre, version: choisie.numero })
  return lireAtelier(ctx, { params })
}

type Enregistrement = typeof api.enregistrerBrouillon

/**
 * Saves over the revision that was read, and no other: two people who draw never erase each other in silence. Autosave
 * writes no journal line; opening, publishing and discarding do.
 */
export async function enregistrerBrouillon(
  ctx: Write,
  { params, body }: Input<Enregistrement>,
): Promise<Reply<Enregistrement>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const { ebauche, defaut } = lireEbauche(body.definition)
  if (!ebauche)
    throw new Refus(422, 'formulaire_illisible', 'Ce document n’est pas un formulaire.', [
      { champ: defaut.chemin, message: defaut.message },
    ])
  const brouillon = await lireBrouillon(ctx, id, { verrou: true })
  exigerRevision(brouillon, body.revision)
  exigerLibre(brouillon)
  const revision = brouillon.revision + 1
  const modifie_le = ctx.now.toISOString()
  await ctx.db
    .updateTable('teleservices.brouillon')
    .set({
      definition: JSON.stringify(ebauche),
      revision,
      modifie_le,
      modifie_par: ctx.acteur.genre === 'personne' ? ctx.acteur.id : null,
    })
    .where('teleservice_id', '=', id)
    .execute()
  return { revision, modifie_le }
}

export function exigerRevision(brouillon: Brouillon, revision: number): void {
  if (brouillon.revision === revision) return
  const quand = heureLocale(new Date(brouillon.modifie_le)).slice(11).replace(':', ' h ')
  throw conflit(
    'brouillon_modifie',
    `${brouillon.modifie_par} a enregistré ce brouillon à ${quand} : reprenez sa version avant de continuer.`,
  )
}

function exigerLibre({ publier_le }: Brouillon): void {
  if (publier_le)
    throw conflit('publication_prevue', 'La publication de ce brouillon est prévue : annulez-la pour le modifier.')
}

export async function abandonnerBrouillon(
  ctx: Write,
  { params }: Input<typeof api.abandonnerBrouillon>,
): Promise<undefined> {
  const { id, titre } = await lireTeleserviceDessine(ctx, params.code)
  exigerLibre(await lireBrouillon(ctx, id, { verrou: true }))
  await ctx.db.deleteFrom('teleservices.brouillon').where('teleservice_id', '=', id).execute()
  // What was tried on this drawing tries nothing any more.
  await ctx.db
    .deleteFrom('teleservices.essai')
    .where('teleservice_id', '=', id)
    .where('origine', '=', 'brouillon')
    .execute()
  await journaliser(ctx, 'formulaire_abandonne', { genre: 'teleservice', cle: params.code }, { titre })
}

type Controle = typeof api.controlerBrouillon

export async function controlerBrouillon(ctx: Read, { params }: Input<Controle>): Promise<Reply<Controle>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const { definition } = await lireBrouillon(ctx, id)
  const { defauts, avertissements } = constater(definition)
  return { defauts, avertissements: [...avertissements, ...(await servicesInconnus(ctx, definition))] }
}
