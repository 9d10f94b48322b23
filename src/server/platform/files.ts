import { createHash, randomUUID } from 'node:crypto'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { fileTypeFromBuffer } from 'file-type'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import { Refus } from '#domain/erreurs.ts'

/** Enough of a file's head to know its real type. */
const TETE = 8_192

export type FileStore = {
  /**
   * Keeps a stream under a new key. Refuses past `tailleMax` bytes (413) without reading the rest.
   * The type is sniffed from the content, never taken from the name.
   */
  receive(stream: Readable, tailleMax: number): Promise<StoredFile>
  put(cle: string, contenu: Uint8Array): Promise<void>
  get(cle: string): Promise<Uint8Array>
  stream(cle: string): Promise<Readable>
  exists(cle: string): Promise<boolean>
  remove(cle: string): Promise<void>
  /** A second one under another key. */
  copy(cle: string, vers: string): Promise<void>
}

export type StoredFile = { cle: string; taille: number; sha256: string; type: string }

/** Files in a folder; the same interface will speak S3. Folders by the first letters keep listings short. */
export function openFiles(dossier: string): FileStore {
  const disk = new Disk(new FSDriver({ location: dossier, visibility: 'private' }))
  return {
    receive: (stream, tailleMax) => receive(disk, stream, tailleMax),
    put: (cle, contenu) => disk.put(cle, contenu),
    get: (cle) => disk.getBytes(cle),
    stream: (cle) => disk.getStream(cle),
    exists: (cle) => disk.exists(cle),
    remove: (cle) => disk.delete(cle),
    copy: (cle, vers) => disk.copy(cle, vers),
  }
}

async function receive(disk: Disk, stream: Readable, tailleMax: number): Promise<StoredFile> {
  const id = randomUUID()
  const cle = `recus/${id.slice(0, 2)}/${id}`
  const empreinte = createHash('sha256')
  let tete = Buffer.alloc(0)
  let taille = 0
  const mesure = new Transform({
    transform(morceau: Buffer, _encodage, suite) {
      taille += morceau.length
      if (taille > tailleMax) return suite(tropGrand(tailleMax))
      if (tete.length < TETE) tete = Buffer.concat([tete, morceau.subarray(0, TETE - tete.length)])
      empreinte.update(morceau)
      suite(null, morceau)
    },
  })
  // Both fail together, in any order: what the reading says (too big) explains what the writing only suffers.
  const echec = (await Promise.allSettled([pipeline(stream, mesure), disk.putStream(cle, mesure)])).find(
    (issue) => issue.status === 'rejected',
  )
  if (echec) {
    await effacer(disk, cle)
    throw echec.reason
  }
  if (taille === 0) {
    await disk.delete(cle)
    throw new Refus(422, 'fichier_vide', 'Ce fichier est vide : choisissez-en un autre.')
  }
  return { cle, taille, sha256: empreinte.digest('hex'), type: await typeReel(tete) }
}

/** Deletes what a failed writing left. The writer may still be opening the file that it will not fill: looks again. */
async function effacer(disk: Disk, cle: string): Promise<void> {
  do {
    await disk.delete(cle)
    await setTimeout(50)
  } while (await disk.exists(cle))
}

/** The media type told by the content; plain text and CSV have no signature. */
export async function typeReel(tete: Uint8Array): Promise<string> {
  const connu = await fileTypeFromBuffer(tete)
  if (connu) return connu.mime
  // Text has no control byte but its line ends and tabs, in UTF-8 as in the Windows encoding of many spreadsheets.
  const binaire = tete.some((octet) => (octet < 0x20 && ![0x09, 0x0a, 0x0c, 0x0d].includes(octet)) || octet === 0x7f)
  return binaire ? 'application/octet-stream' : 'text/plain'
}

export const tropGrand = (tailleMax: number): Refus =>
  new Refus(
    413,
    'fichier_trop_grand',
    `Ce fichier dépasse ${Math.round(tailleMax / 1_000_000)} Mo : réduisez-le ou partagez-le en plusieurs fichiers.`,
  )
