import type { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Acteur } from '#domain/acteur.ts'
import type { Endpoint, Input, Reply, Schema } from '#domain/endpoint.ts'
import { Refus } from '#domain/erreurs.ts'
import { type Kit, type Read, type Write, write } from './context.ts'
import { type StoredFile, tropGrand } from './files.ts'
import { schemaRefus } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is acting; set by the module `comptes`, at most once a request. */
    acteur: Acteur
  }
}

/** Where modules open their doors. */
export type App = {
  fastify: FastifyInstance
  kit: Kit
  /** Every door opened so far: OpenAPI and the rights table read it. */
  doors: Endpoint[]
}

export const PREFIXE = '/api/v1'

/** A door that only reads. */
export function read<E extends Endpoint>(
  app: App,
  door: E,
  fn: (ctx: Read, input: Input<E>) => Promise<Reply<E>>,
): void {
  open(app, door, async (ctx, input) => fn(ctx, input as Input<E>))
}

/** A door that acts: one transaction, committed when `fn` returns. */
export function act<E extends Endpoint>(
  app: App,
  door: E,
  fn: (ctx: Write, input: Input<E>) => Promise<Reply<E>>,
): void {
  open(app, door, (ctx, input) => write(ctx, (w) => fn(w, input as Input<E>)))
}

/**
 * A file that leaves. Never shown inside the site, whatever its type, unless `dansLaPage`: then the browser shows it in
 * a frame of ours, where nothing of it may run nor call; only for types that are no program.
 */
export type Download = {
  nom: string
  type: string
  contenu: Uint8Array | Readable
  taille?: number
  dansLaPage?: boolean
}

/** Browsers refuse their PDF viewer in a sandbox: it has its own, and no script runs here either. */
const POUR_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
const POUR_IMAGE = "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'; sandbox"

export function download<E extends Endpoint>(
  app: App,
  door: E,
  fn: (ctx: Read, input: Input<E>) => Promise<Download>,
): void {
  open(app, door, async (ctx, input, _request, reply) => {
    const fichier = await fn(ctx, input as Input<E>)
    const { dansLaPage = false } = fichier
    if (dansLaPage) reply.header('content-security-policy', fichier.type === 'application/pdf' ? POUR_PDF : POUR_IMAGE)
    reply.header(
      'content-disposition',
      `${dansLaPage ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fichier.nom)}`,
    )
    reply.header('x-content-type-options', 'nosniff')
    reply.header('cache-control', 'private, no-store')
    if (fichier.taille !== undefined) reply.header('content-length', fichier.taille)
    reply.type(fichier.type)
    return fichier.contenu instanceof Uint8Array ? Buffer.from(fichier.contenu) : fichier.contenu
  })
}

/** A file received: its place in the store, and the name its owner gave it. */
export type Received = StoredFile & { nom: string }

/**
 * A door that takes one file. `before` checks the right and gives the size limit *before* a byte is read;
 * `fn` then acts on the stored file, with the other fields of the form as its body. When it refuses, the file is removed.
 */
export function upload<E extends Endpoint>(
  app: App,
  door: E,
  before: (ctx: Read, input: Input<E>) => Promise<{ tailleMax: number }>,
  fn: (ctx: Write, input: Input<E>, fichier: Received) => Promise<Reply<E>>,
): void {
  open(app, door, async (ctx, brut, request) => {
    const input = brut as Input<E>
    let stocke: StoredFile | undefined
    try {
      const { tailleMax } = await before(ctx, input)
      // Told by the header: refuse at once rather than read 2 GB. A margin for the multipart envelope.
      if (Number(request.headers['content-length'] ?? 0) > tailleMax + 65_536) throw tropGrand(tailleMax)
      if (!request.isMultipart())
        throw new Refus(415, 'format_non_accepte', 'Envoyez le fichier en multipart/form-data, champ « fichier ».')
      let recu: Received | undefined
      const champs: Record<string, unknown> = {}
      // In the order of the sender: the other fields may come before the file or after it.
      for await (const partie of request.parts({ limits: { fileSize: tailleMax + 1, files: 1 } })) {
        if (partie.type !== 'file') champs[partie.fieldname] = partie.value
        else {
          stocke = await ctx.kit.files.receive(partie.file, tailleMax)
          recu = { ...stocke, nom: nomSur(partie.filename) }
        }
      }
      const fichier = recu
      if (!fichier) throw new Refus(400, 'fichier_absent', 'Aucun fichier n’a été reçu : choisissez un fichier.')
      const body = parse(door.body, champs)
      return await write(ctx, (w) => fn(w, { ...input, body }, fichier))
    } catch (erreur) {
      if (stocke) await ctx.kit.files.remove(stocke.cle)
      discard(request)
      throw erreur
    }
  })
}

/** How long a refused sender may go on before the line is cut. */
const SURSIS = 5_000

/**
 * Throws away what a refused sender still sends: a browser reads the refusal only while its sending goes on, and a line
 * left unread would hold the server's stop.
 */
function discard({ raw }: FastifyRequest): void {
  if (raw.complete) return
  raw.unpipe()
  raw.resume()
  const coupure = setTimeout(() => raw.destroy(), SURSIS).unref()
  for (const fin of ['end', 'close']) raw.once(fin, () => clearTimeout(coupure))
}

/** A file name without path, control signs or excess: what is shown and offered at download. */
export function nomSur(nom: string): string {
  const court = (nom.split(/[\\/]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, '').trim()
  // The cut may fall inside an emoji: half of one is no text.
  return court.slice(-150).toWellFormed() || 'fichier'
}

type Handler = (ctx: Read, input: object, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>

function open(app: App, door: Endpoint, handler: Handler): void {
  app.doors.push(door)
  app.fastify.route({
    method: door.method,
    url: PREFIXE + door.path,
    ...(door.bodyLimit ? { bodyLimit: door.bodyLimit } : {}),
    handler: async (request, reply) => {
      if (request.acteur.genre === 'anonyme' && !door.anonymous)
        throw new Refus(401, 'connexion_necessaire', 'Connectez-vous pour continuer.')
      if (request.acteur.genre === 'demandeur' && !door.demandeur && !door.anonymous)
        throw new Refus(
          403,
          'compte_necessaire',
          'Cette page demande un compte : votre code n’ouvre que votre demande.',
        )
      const input = {
        params: parse(door.params, request.params),
        query: parse(door.query, request.query),
        body: door.upload ? undefined : parse(door.body, request.body ?? {}),
      }
      const ctx: Read = {
        ...{ kit: app.kit, db: app.kit.db, acteur: request.acteur, now: new Date(), requete: request.id },
        ...{ adresse: request.ip, poserCookie: (cookie) => void reply.header('set-cookie', cookie) },
      }
      const resultat = await handler(ctx, input, request, reply)
      if (door.status) reply.status(door.status)
      if (!door.reply) return door.download ? resultat : reply.status(204).send()
      // The schema strips what the door does not promise: nothing leaves by mistake.
      return door.reply.parse(resultat)
    },
  })
}

function parse(schema: Schema | undefined, valeur: unknown): unknown {
  if (!schema) return undefined
  const lu = schema.safeParse(valeur)
  if (!lu.success) throw schemaRefus(lu.error)
  return lu.data
}
