import { promisify } from 'node:util'
import { inflateRaw } from 'node:zlib'
import { illisible, tropGros } from './refus.ts'

type Entree = { nom: string; methode: number; chiffree: boolean; compresse: number; place: number }

const degonfler = promisify(inflateRaw)
const ENTREES_MAX = 10_000

/** The files of a ZIP archive, opened one by one and never beyond `max` bytes in all. */
export class Archive {
  readonly #octets: Buffer
  readonly #entrees = new Map<string, Entree>()
  #reste: number

  /** Throws when the archive is cut or not one; the caller says so in words. */
  constructor(octets: Uint8Array, max: number) {
    this.#octets = Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength)
    this.#reste = max
    for (const entree of this.#repertoire()) this.#entrees.set(entree.nom, entree)
  }

  get noms(): string[] {
    return [...this.#entrees.keys()]
  }

  /** Bytes of one file; undefined when the archive does not hold it. */
  async lire(nom: string): Promise<Buffer | undefined> {
    const entree = this.#entrees.get(nom)
    if (!entree) return undefined
    if (entree.chiffree)
      throw illisible(
        'fichier_protege',
        'Ce fichier est protégé par un mot de passe : enregistrez-le sans, puis renvoyez-le.',
      )
    const o = this.#octets
    if (o.readUInt32LE(entree.place) !== 0x04034b50) throw new Error('no local header')
    const debut = entree.place + 30 + o.readUInt16LE(entree.place + 26) + o.readUInt16LE(entree.place + 28)
    const compresse = o.subarray(debut, debut + entree.compresse)
    const clair = entree.methode === 0 ? compresse : await this.#ouvrir(compresse, entree.methode)
    if (clair.length > this.#reste) throw tropGros()
    this.#reste -= clair.length
    return clair
  }

  async #ouvrir(compresse: Buffer, methode: number): Promise<Buffer> {
    if (methode !== 8) throw new Error('unknown method')
    try {
      // One byte more than allowed: the size that the archive declares proves nothing.
      return await degonfler(compresse, { maxOutputLength: this.#reste + 1 })
    } catch (erreur) {
      if (erreur instanceof RangeError) throw tropGros()
      throw erreur
    }
  }

  *#repertoire(): Generator<Entree> {
    const o = this.#octets
    const fin = o.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
    if (fin === -1) throw new Error('no central directory')
    const nombre = Math.min(o.readUInt16LE(fin + 10), ENTREES_MAX)
    let place = o.readUInt32LE(fin + 16)
    for (let i = 0; i < nombre; i++) {
      if (o.readUInt32LE(place) !== 0x02014b50) throw new Error('bad central directory')
      const longueur = o.readUInt16LE(place + 28)
      yield {
        nom: o.toString('utf8', place + 46, place + 46 + longueur),
        chiffree: (o.readUInt16LE(place + 8) & 1) === 1,
        methode: o.readUInt16LE(place + 10),
        compresse: o.readUInt32LE(place + 20),
        place: o.readUInt32LE(place + 42),
      }
      place += 46 + longueur + o.readUInt16LE(place + 30) + o.readUInt16LE(place + 32)
    }
  }
}
