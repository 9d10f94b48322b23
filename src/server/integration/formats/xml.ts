const ENTITES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Text of an XML fragment, entities and Excel's `_x000D_` undone. */
export function decoderXml(brut: string): string {
  if (!brut.includes('&') && !brut.includes('_x')) return brut
  return brut
    .replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (tout, hexa?: string, deci?: string, nom?: string) =>
      nom ? (ENTITES[nom] ?? tout) : signe(hexa ? Number.parseInt(hexa, 16) : Number(deci)),
    )
    .replace(/_x([0-9A-F]{4})_/g, (_, hexa: string) => signe(Number.parseInt(hexa, 16)))
}

const signe = (code: number): string => (code <= 0x10ffff ? String.fromCodePoint(code) : '')

/** Value of an attribute of a tag, as written; empty when it is not there. */
export function attribut(balise: string, nom: string): string {
  const debut = balise.search(new RegExp(`(?:^|\\s)${nom}="`))
  if (debut === -1) return ''
  const depuis = balise.indexOf('"', debut) + 1
  return balise.slice(depuis, balise.indexOf('"', depuis))
}

/** Whether a number format of Excel shows a date: those built in, or letters of a date outside quotes and brackets. */
export function estFormatDeDate(id: number, format: string | undefined): boolean {
  if ((id >= 14 && id <= 22) || (id >= 45 && id <= 47)) return true
  return (
    format !== undefined && /[dmyhs]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')) && !/general/i.test(format)
  )
}

/** A day counted from 1900 (or 1904) as `AAAA-MM-JJ`, with the hour when there is one. */
export function jourExcel(nombre: number, depuis1904: boolean): string {
  const date = new Date(Math.round((nombre - (depuis1904 ? 24_107 : 25_569)) * 86_400) * 1_000)
  if (Number.isNaN(date.getTime())) return String(nombre)
  const iso = date.toISOString()
  return Number.isInteger(nombre) ? iso.slice(0, 10) : iso.slice(0, 19)
}
