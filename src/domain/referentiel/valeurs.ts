/** Texts of open data, made clean. Each gives undefined when the text holds nothing usable. */

/** Single spaces, no edges, no control sign, accents in one piece (NFC). */
export function texte(brut: string): string | undefined {
  // Most texts are already clean: one look is cheaper than two replacements.
  const propre = /^\s|\s$|\s\s|[\p{Cc}\u00a0]/u.test(brut) ? brut.replace(/[\s\p{Cc}\u00a0]+/gu, ' ').trim() : brut
  return propre.normalize('NFC') || undefined
}

/** The flags are the texts "0" and "1"; empty means unknown. */
export function drapeau(brut: string): boolean | undefined {
  return brut === '1' ? true : brut === '0' ? false : undefined
}

/** `AAAA-MM-JJ` and a real day; 2099-01-01 stands for « pas encore » in the ministry's files. */
export function jour(brut: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(brut) || brut === '2099-01-01') return undefined
  const date = new Date(`${brut}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(brut) ? brut : undefined
}

/** Ten digits in pairs: `05 62 00 95 10`; a French +33 is brought back to 0. */
export function telephone(brut: string): string | undefined {
  const chiffres = brut.replace(/^\s*(\+|00)33\s*(\(0\))?/, '0').replace(/[\s.\-/]/g, '')
  if (!/^0\d{9}$/.test(chiffres)) return undefined
  return chiffres.replace(/(\d\d)(?=\d)/g, '$1 ')
}

/** One address, in lower case. */
export function courriel(brut: string): string | undefined {
  const propre = brut.trim().toLowerCase()
  return /^[^\s@<>"]+@[^\s@<>"]+\.[a-z]{2,}$/.test(propre) && propre.length <= 254 ? propre : undefined
}

/** An http(s) address; nothing else may become a link on a screen. */
export function adresseWeb(brut: string): string | undefined {
  const propre = brut.trim()
  if (!propre || /\s/.test(propre) || propre.length > 500) return undefined
  const complet = /^https?:\/\//i.test(propre) ? propre : `https://${propre}`
  return /^https?:\/\/[a-z0-9][a-z0-9.-]*\.[a-z]{2,}([/:?#].*)?$/i.test(complet) ? complet : undefined
}

/** WGS84 degrees; the point 0,0 is a hole in the data, not a school in the Gulf of Guinea. */
export function position(latitude: string, longitude: string): { latitude: number; longitude: number } | undefined {
  if (!latitude.trim() || !longitude.trim()) return undefined
  const lat = Number(latitude)
  const lon = Number(longitude)
  const plausible = Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && !(lat === 0 && lon === 0)
  return plausible ? { latitude: arrondi(lat), longitude: arrondi(lon) } : undefined
}

/** Six decimals are ten centimetres: more is noise that would look like a change. */
const arrondi = (degres: number): number => Math.round(degres * 1e6) / 1e6
