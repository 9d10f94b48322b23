import { crc32, deflateRawSync } from 'node:zlib'

/** A ZIP archive of a few files, for tests. */
export function zipDe(fichiers: Record<string, string | Buffer>): Buffer {
  const locaux: Buffer[] = []
  const repertoire: Buffer[] = []
  let place = 0
  for (const [nom, contenu] of Object.entries(fichiers)) {
    const clair = Buffer.from(contenu)
    const compresse = deflateRawSync(clair)
    const titre = Buffer.from(nom)
    const commun = Buffer.alloc(26)
    commun.writeUInt16LE(20, 0)
    commun.writeUInt16LE(8, 4)
    commun.writeUInt32LE(crc32(clair), 10)
    commun.writeUInt32LE(compresse.length, 14)
    commun.writeUInt32LE(clair.length, 18)
    commun.writeUInt16LE(titre.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), commun, titre, compresse])
    const fin = Buffer.alloc(14)
    fin.writeUInt32LE(place, 10)
    repertoire.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), commun, fin, titre]))
    locaux.push(local)
    place += local.length
  }
  const index = Buffer.concat(repertoire)
  const fin = Buffer.alloc(18)
  fin.writeUInt16LE(repertoire.length, 4)
  fin.writeUInt16LE(repertoire.length, 6)
  fin.writeUInt32LE(index.length, 8)
  fin.writeUInt32LE(place, 12)
  return Buffer.concat([...locaux, index, Buffer.from('PK\x05\x06', 'latin1'), fin])
}
