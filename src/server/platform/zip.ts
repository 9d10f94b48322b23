import { Readable, Transform } from 'node:stream'
import { constants, crc32, createDeflateRaw } from 'node:zlib'

/** One file of an archive: its path, with `/`, and its content, opened when its turn comes. */
export type ZipEntry = { path: string; date: Date; open: () => Promise<Readable> | Readable }

/** Beyond, the archive would need the ZIP64 fields; the caller keeps below. */
export const ZIP_MAX = 0xf0000000

/** UTF-8 names; sizes after the content, since it is read only once. */
const FLAGS = 0x0808
const DEFLATE = 8

/** An archive written while it is read: one file open at a time, none held in memory. */
export const zip = (entries: Iterable<ZipEntry>): Readable => Readable.from(parts(entries), { objectMode: false })

async function* parts(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = []
  let offset = 0
  for (const { path, date, open } of entries) {
    const name = Buffer.from(path)
    const start = offset
    const head = record(0x04034b50, [u16(20), fixed(date), u32(0), u32(0), u32(0), u16(name.length), u16(0), name])
    yield head
    let packed = 0
    const { measure, told } = measuring()
    const content = await open()
    const squeezed = createDeflateRaw({ level: constants.Z_BEST_SPEED })
    // A failure of the file must fail the archive, not leave it waiting.
    content.on('error', (cause) => squeezed.destroy(cause))
    for await (const part of content.pipe(measure).pipe(squeezed)) {
      packed += part.length
      yield part
    }
    const sizes = [u32(told().crc), u32(packed), u32(told().size)]
    const tail = record(0x08074b50, sizes)
    yield tail
    offset = start + head.length + packed + tail.length
    // Versions made by and needed, then the same fields, then no comment, disk 0, no attributes.
    const fields = [u16(0x0314), u16(20), fixed(date), ...sizes, u16(name.length), u16(0), u16(0), u16(0), u16(0)]
    directory.push(record(0x02014b50, [...fields, u32(0), u32(start), name]))
  }
  const listing = Buffer.concat(directory)
  yield listing
  const count = u16(directory.length)
  yield record(0x06054b50, [u16(0), u16(0), count, count, u32(listing.length), u32(offset), u16(0)])
}

/** Lets bytes through, and tells their CRC and how many they were. */
function measuring(): { measure: Transform; told: () => { crc: number; size: number } } {
  let [crc, size] = [0, 0]
  const measure = new Transform({
    transform(part: Buffer, _encoding, next) {
      crc = crc32(part, crc)
      size += part.length
      next(null, part)
    },
  })
  return { measure, told: () => ({ crc, size }) }
}

/** What both headers of a file say alike: flags, method, time and day of MS-DOS. */
const fixed = (date: Date): Buffer => Buffer.concat([u16(FLAGS), u16(DEFLATE), u16(timeOf(date)), u16(dayOf(date))])
const timeOf = (d: Date) => (d.getHours() << 11) | (d.getMinutes() << 5) | (d.getSeconds() >> 1)
const dayOf = (d: Date) => ((d.getFullYear() - 1980) << 9) | ((d.getMonth() + 1) << 5) | d.getDate()

const record = (signature: number, fields: Buffer[]): Buffer => Buffer.concat([u32(signature), ...fields])

function u16(n: number): Buffer {
  const b = Buffer.alloc(2)
  b.writeUInt16LE(n & 0xffff)
  return b
}

function u32(n: number): Buffer {
  const b = Buffer.alloc(4)
  b.writeUInt32LE(n >>> 0)
  return b
}
