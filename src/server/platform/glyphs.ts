/**
 * The signs that a TrueType font can draw, read in its table `cmap` (formats 4 and 12, the two that fonts use).
 * PDF/UA refuses a text that no font can draw: a letter must still leave when a name holds an ideogram.
 */
export function coverage(font: Buffer): (point: number) => boolean {
  const ranges = readRanges(font, tableOffset(font, 'cmap'))
  return (point) => ranges.some(([first, last]) => first <= point && point <= last)
}

/** Shown in place of a sign that the font cannot draw. */
const PLACEHOLDER = '□'

/** The same data, where each sign that `drawable` refuses becomes a small square, and those without shape vanish. */
export function drawableOnly<T>(data: T, drawable: (point: number) => boolean): T {
  const clean = (text: string): string =>
    Array.from(text, (sign) => {
      if (sign === '\n' || sign === '\t' || drawable(sign.codePointAt(0) ?? 0)) return sign
      return /[\p{M}\p{C}\p{Default_Ignorable_Code_Point}]/u.test(sign) ? '' : PLACEHOLDER
    }).join('')
  const text = JSON.stringify(data, (_key, value: unknown) => (typeof value === 'string' ? clean(value) : value))
  // Only texts have changed, so the shape is that of T.
  return JSON.parse(text) as T
}

function tableOffset(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4)
  for (let i = 0; i < count; i++) {
    const entry = 12 + i * 16
    if (font.toString('latin1', entry, entry + 4) === name) return font.readUInt32BE(entry + 8)
  }
  throw new Error(`This font has no table ${name}.`)
}

function readRanges(font: Buffer, cmap: number): [number, number][] {
  const count = font.readUInt16BE(cmap + 2)
  const ranges: [number, number][] = []
  for (let i = 0; i < count; i++) {
    const table = cmap + font.readUInt32BE(cmap + 4 + i * 8 + 4)
    const format = font.readUInt16BE(table)
    if (format === 12) ranges.push(...readFormat12(font, table))
    if (format === 4) ranges.push(...readFormat4(font, table))
  }
  return ranges
}

function readFormat12(font: Buffer, table: number): [number, number][] {
  const groups = font.readUInt32BE(table + 12)
  return Array.from({ length: groups }, (_, i) => {
    const group = table + 16 + i * 12
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)]
  })
}

function readFormat4(font: Buffer, table: number): [number, number][] {
  const doubled = font.readUInt16BE(table + 6)
  const ranges = Array.from({ length: doubled / 2 }, (_, i): [number, number] => {
    const last = font.readUInt16BE(table + 14 + i * 2)
    return [font.readUInt16BE(table + 16 + doubled + i * 2), last]
  })
  // The last segment only closes the table.
  return ranges.filter(([first]) => first !== 0xffff)
}
