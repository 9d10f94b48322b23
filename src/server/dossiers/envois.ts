import { Readable } from 'node:stream'
import { estAuteur } from '#domain/acteur.ts'
import type * as api from '#domain/dossiers/api-pieces.ts'
import { REFUS_REMPLIR } from '#domain/dossiers/droits.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, invalide } from '#domain/erreurs.ts'
import { ecrireFormats, type Format } from '#domain/formulaire/types/piece.ts'
import { type Read, type Write, write } from '../platform/context.ts'
import { nomSur, type Received } from '../platform/doors.ts'
import { tropGrand } from '../platform/files.ts'
import { effacerMorceaux } from './envois-purge.ts'
import { listerPieces } from './piece.ts'
import { ajouterPiece, preparerPiece } from './pieces.ts'

/** Small enough that a cut costs little, large enough that a school's line is kept full. */
const MORCEAU_MAX = 2_000_000
const DUREE = 24 * 3_600_000
/** Files under way at once for one person: each may hold as much as the largest pièce. */
const EN_COURS_MAX = 20

type Commencer = typeof api.commencerEnvoi

/** Opens the sending of a file: the rights and the size that the simple door asks, before the first byte. */
export async function commencerEnvoi(ctx: Write, { params, body }: Input<Commencer>): Promise<Reply<Commencer>> {
  const query = { remplace: body.remplace }
  const { tailleMax, dossier, champ } = await preparerPiece(ctx, { params, query, body: undefined })
  if (body.remplace && !(await listerPieces(ctx, dossier)).some((p) => p.id === body.remplace))
    throw introuvable('La pièce à remplacer n’est plus là : rechargez la page.')
  return ouvrirEnvoi(ctx, { dossier, champ: params.champ, formats: champ.formats, tailleMax }, body)
}

/** Where the file will go, and what it may be; the caller has checked the right. */
type Place = { dossier: number; champ: string; formats: readonly Format[]; tailleMax: number }

/** Opens the sending of a file for this place; for the pièces asked during the instruction too. */
export async function ouvrirEnvoi(
  ctx: Write,
  { dossier, champ, formats, tailleMax }: Place,
  body: Input<Commencer>['body'],
): Promise<api.Envoi> {
  const { acteur } = ctx
  if (!estAuteur(acteur)) throw interdit(REFUS_REMPLIR)
  if (body.taille > tailleMax) throw tropGrand(tailleMax)
  const nom = nomSur(body.nom)
  const extension = /\.([a-z0-9]{1,8})$/i.exec(nom)?.[1]?.toLowerCase().replace('jpeg', 'jpg').replace('heif', 'heic')
  // Only a hint, so that 200 MB of film are not sent for nothing: the content is read at the end.
  if (extension && !formats.some((f) => f === extension))
    throw invalide('Ce fichier n’est pas accepté.', [
      {
        champ,
        message: `« ${nom} » n’est pas accepté : déposez un fichier ${ecrireFormats(formats)}.`,
      },
    ])
  const { n } = await ctx.db
    .selectFrom('dossiers.envoi')
    .where('personne_id', '=', acteur.id)
    .where('piece_id', 'is', null)
    .where('expire_le', '>', ctx.now.toISOString())
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  if (n >= EN_COURS_MAX)
    throw conflit('envois_trop_nombreux', 'Trop de fichiers sont en cours d’envoi : finissez-les, ou attendez demain.')
  const envoi = await ctx.db
    .insertInto('dossiers.envoi')
    .values({
      ...{ dossier_id: dossier, champ, personne_id: acteur.id, nom, taille: body.taille },
      remplace: body.remplace ? Number(body.remplace) : null,
      commence_le: ctx.now.toISOString(),
      expire_le: new Date(ctx.now.getTime() + DUREE).toISOString(),
    })
    .returning(['id', 'nom', 'taille', 'expire_le'])
    .executeTakeFirstOrThrow()
  return { ...envoi, recu: 0, morceau_max: MORCEAU_MAX }
}

/** Where the sending stands, to its sender only. */
export async function lireEnvoi(ctx: Read, { params }: Input<typeof api.lireEnvoi>): Promise<api.Envoi> {
  return enEnvoi(ctx, await trouverEnvoi(ctx, params.id))
}

type Morceau = typeof api.envoyerMorceau

/** Before a byte of a morceau is read: is it the sender's, and does it follow the last one? */
export async function preparerMorceau(ctx: Read, { params, query }: Input<Morceau>): Promise<{ tailleMax: number }> {
  const envoi = await trouverEnvoi(ctx, params.id)
  const { recu } = await enEnvoi(ctx, envoi)
  exigerSuite(query.debut, recu)
  if (recu >= envoi.taille) throw conflit('envoi_complet', 'Ce fichier est déjà reçu en entier.')
  return { tailleMax: Math.min(MORCEAU_MAX, envoi.taille - recu) }
}

/** Keeps one morceau. Two at the same place: the second is refused, with where to go on. */
export async function envoyerMorceau(
  ctx: Write,
  { params, query }: Input<Morceau>,
  fichier: Received,
): Promise<Reply<Morceau>> {
  const envoi = await trouverEnvoi(ctx, params.id, true)
  const { recu } = await enEnvoi(ctx, envoi)
  exigerSuite(query.debut, recu)
  const { taille, cle } = fichier
  await ctx.db
    .insertInto('dossiers.morceau')
    .values({ envoi_id: envoi.id, debut: recu, taille, fichier: cle })
    .execute()
  return { ...(await enEnvoi(ctx, envoi)), recu: recu + taille }
}

type Finir = typeof api.finirEnvoi

/** Puts the morceaux together and keeps the file as the simple door does: same checks, type read in the content. */
export async function finirEnvoi(ctx: Read, { params }: Input<Finir>): Promise<Reply<Finir>> {
  const fini = await assembler(ctx, params.id, async (w, { cle, champ, remplace }, fichier) => {
    const query = { remplace: remplace === null ? undefined : String(remplace) }
    const reponse = await ajouterPiece(w, { params: { cle, champ }, query, body: undefined }, fichier)
    return { piece: reponse.piece.id, reponse }
  })
  return fini ?? dejaFini(ctx, await trouverEnvoi(ctx, params.id))
}

/**
 * Puts the morceaux together and gives the file to `garder`, which writes it as a pièce. Undefined when it was done
 * already; 409 while some is lacking.
 */
export async function assembler<T>(
  ctx: Read,
  id: string,
  garder: (ctx: Write, envoi: EnvoiTrouve, fichier: Received) => Promise<{ piece: string; reponse: T }>,
): Promise<T | undefined> {
  const envoi = await trouverEnvoi(ctx, id)
  if (envoi.piece_id !== null) return undefined
  const { recu } = await enEnvoi(ctx, envoi)
  if (recu < envoi.taille) throw conflit('envoi_incomplet', 'Il manque la fin du fichier : reprenez son envoi.')
  const stocke = await ctx.kit.files.receive(Readable.from(contenu(ctx, id)), envoi.taille)
  let reponse: T | undefined
  try {
    reponse = await write(ctx, async (w) => {
      const tenu = await trouverEnvoi(w, id, true)
      // Another call has finished it meanwhile.
      if (tenu.piece_id !== null) return undefined
      const fait = await garder(w, tenu, { ...stocke, nom: tenu.nom })
      await w.db
        .updateTable('dossiers.envoi')
        .set({ piece_id: Number(fait.piece) })
        .where('id', '=', id)
        .execute()
      return fait.reponse
    })
  } catch (cause) {
    await ctx.kit.files.remove(stocke.cle)
    throw cause
  }
  if (reponse === undefined) await ctx.kit.files.remove(stocke.cle)
  else await effacerMorceaux(ctx.kit, id)
  return reponse
}

async function dejaFini(ctx: Read, envoi: EnvoiTrouve): Promise<Reply<Finir>> {
  const piece = (await listerPieces(ctx, envoi.dossier_id)).find((p) => Number(p.id) === envoi.piece_id)
  if (!piece) throw introuvable('Ce fichier a été retiré du dossier depuis.')
  return { piece, revision: envoi.revision }
}

/** Gives up: nobody finds it any more, and the next purge takes what was received. */
export async function abandonnerEnvoi(ctx: Write, { params }: Input<typeof api.abandonnerEnvoi>): Promise<undefined> {
  const envoi = await trouverEnvoi(ctx, params.id, true)
  await ctx.db
    .updateTable('dossiers.envoi')
    .set({ expire_le: ctx.now.toISOString() })
    .where('id', '=', envoi.id)
    .execute()
}

/** The sending of this person, in a dossier still visible. Throws 404: another's is as unknown as one that is over. */
async function trouverEnvoi(ctx: Read | Write, id: string, verrou = false) {
  const { acteur } = ctx
  const sien = ctx.db
    .selectFrom('dossiers.envoi as n')
    .innerJoin('dossiers.dossier as d', 'd.id', 'n.dossier_id')
    .where('n.id', '=', id)
    .where('n.personne_id', '=', estAuteur(acteur) ? acteur.id : 0)
    .where('n.expire_le', '>', ctx.now.toISOString())
    .where('d.etat', '<>', 'abandonne')
    .select(['n.id', 'n.dossier_id', 'n.champ', 'n.remplace', 'n.nom', 'n.taille', 'n.expire_le', 'n.piece_id'])
    .select(['d.cle', 'd.revision'])
  const envoi = await (verrou ? sien.forUpdate('n') : sien).executeTakeFirst()
  if (!envoi) throw introuvable('Cet envoi n’existe pas ou n’a plus cours : recommencez-le.')
  return envoi
}
export type EnvoiTrouve = Awaited<ReturnType<typeof trouverEnvoi>>

async function enEnvoi(ctx: Read | Write, { id, nom, taille, expire_le, piece_id }: EnvoiTrouve): Promise<api.Envoi> {
  const { recu } = await ctx.db
    .selectFrom('dossiers.morceau')
    .where('envoi_id', '=', id)
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('taille'), eb.lit(0)).as('recu'))
    .executeTakeFirstOrThrow()
  return { id, nom, taille, expire_le, recu: piece_id === null ? Number(recu) : taille, morceau_max: MORCEAU_MAX }
}

function exigerSuite(debut: number, recu: number): void {
  if (debut !== recu)
    throw conflit('mauvaise_place', `Ce morceau n’est pas celui qui suit : reprenez à l’octet ${recu}.`)
}

/** The morceaux in order, one open at a time. */
async function* contenu({ db, kit }: Read, id: string): AsyncGenerator<Uint8Array> {
  const morceaux = await db
    .selectFrom('dossiers.morceau')
    .where('envoi_id', '=', id)
    .select('fichier')
    .orderBy('debut')
    .execute()
  for (const { fichier } of morceaux) yield* await kit.files.stream(fichier)
}
