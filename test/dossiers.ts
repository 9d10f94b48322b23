import { Readable } from 'node:stream'
import type { Personne } from '#domain/acteur.ts'
import type { Piece } from '#domain/dossiers/api.ts'
import { commencerDossier } from '#server/dossiers/depart.ts'
import { deposerDossier } from '#server/dossiers/depot.ts'
import { ajouterPiece } from '#server/dossiers/pieces.ts'
import { enregistrerReponses } from '#server/dossiers/saisie.ts'
import type { Write } from '#server/platform/context.ts'
import type { Received } from '#server/platform/doors.ts'
import { installerModeles } from '#server/teleservices/modeles.ts'
import { claire } from './personas.ts'

/** The téléservice of most tests: open all year, for public établissements. */
export const TRAVAUX = 'travaux-urgents'

/** Answers that make a `travaux-urgents` ready, beside one photo; the référentiel fills the rest. */
export const PANNE = {
  danger: false,
  categorie: 'chauffage',
  objet: 'Chaudière en panne dans l’internat',
  description: 'La chaudière de l’internat ne démarre plus depuis hier soir, les chambres sont à 14 °C.',
  constate_le: '2026-11-23',
  batiment: 'Internat',
  locaux_fermes: false,
  acces_libre: true,
  porteur: 'collectivite',
  exactitude: true,
}

/** The smallest real PNG: a white pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
  'base64',
)
export const PDF = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A file as the upload door hands it to its act. */
export async function unFichier(ctx: Write, contenu: Uint8Array = PNG, nom = 'chaudiere.png'): Promise<Received> {
  const recu = await ctx.kit.files.receive(Readable.from([Buffer.from(contenu)]), 20_000_000)
  return { ...recu, nom }
}

type Sur = { par?: Personne; uai?: string; teleservice?: string }

/** Publishes the shipped téléservices unless they are, then begins a draft; gives its key. */
export async function unBrouillon(ctx: Write, { par = claire, uai, teleservice = TRAVAUX }: Sur = {}): Promise<string> {
  const publie = await ctx.db
    .selectFrom('teleservices.teleservice')
    .select('id')
    .where('code', '=', teleservice)
    .execute()
  if (publie.length === 0) await installerModeles(ctx)
  const sien = uai ?? par.habilitations[0]?.uai ?? ''
  const { cle } = await commencerDossier(
    { ...ctx, acteur: par },
    { params: undefined, query: undefined, body: { teleservice, uai: sien } },
  )
  return cle
}

/** A draft of travaux urgents with nothing missing. */
export async function unBrouillonComplet(ctx: Write, sur: Sur & { reponses?: Record<string, unknown> } = {}) {
  const cle = await unBrouillon(ctx, sur)
  const acteur = sur.par ?? claire
  await remplir({ ...ctx, acteur }, cle, { ...PANNE, ...sur.reponses })
  await joindre({ ...ctx, acteur }, cle, 'photos')
  return cle
}

/** Begins, fills and deposits a dossier of travaux urgents through the real acts. */
export async function unDossierDepose(ctx: Write, sur: Sur & { reponses?: Record<string, unknown> } = {}) {
  const cle = await unBrouillonComplet(ctx, sur)
  return deposerDossier({ ...ctx, acteur: sur.par ?? claire }, { params: { cle }, query: undefined, body: undefined })
}

export const remplir = (ctx: Write, cle: string, reponses: Record<string, unknown>) =>
  enregistrerReponses(ctx, { params: { cle }, query: undefined, body: { reponses } })

export async function joindre(
  ctx: Write,
  cle: string,
  champ: string,
  { contenu, nom, remplace }: { contenu?: Uint8Array; nom?: string; remplace?: string } = {},
): Promise<Piece> {
  const fichier = await unFichier(ctx, contenu, nom)
  const { piece } = await ajouterPiece(ctx, { params: { cle, champ }, query: { remplace }, body: undefined }, fichier)
  return piece
}

/** A file as a browser sends it to an upload door. */
export function enMultipart(contenu: Uint8Array, nom: string) {
  const limite = 'limite-de-l-essai'
  const entete = `--${limite}\r\ncontent-disposition: form-data; name="fichier"; filename="${nom}"\r\ncontent-type: application/pdf\r\n\r\n`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${limite}` },
    payload: Buffer.concat([Buffer.from(entete), contenu, Buffer.from(`\r\n--${limite}--\r\n`)]),
  }
}
