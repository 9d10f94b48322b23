import { lireCsv } from './csv.ts'

export type Encodage = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252'
export const SEPARATEURS = [';', ',', '\t', '|'] as const
export type Separateur = (typeof SEPARATEURS)[number]

/** Words for the mapping screen. */
export const LIBELLES_ENCODAGE: Record<Encodage, string> = {
  'utf-8': 'UTF-8',
  'utf-8-bom': 'UTF-8 avec marque d’ordre',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16 (grand-boutiste)',
  'windows-1252': 'Windows-1252 (Excel ancien)',
}
export const LIBELLES_SEPARATEUR: Record<Separateur, string> = {
  ';': 'Point-virgule',
  ',': 'Virgule',
  '\t': 'Tabulation',
  '|': 'Barre verticale',
}

/** How a text file is encoded; undefined when these bytes are no text. An old Excel writes windows-1252 without saying so. */
export function reniflerEncodage(octets: Uint8Array): Encodage | undefined {
  if (octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf) return estUtf8(octets) ? 'utf-8-bom' : undefined
  if (octets[0] === 0xff && octets[1] === 0xfe) return 'utf-16le'
  if (octets[0] === 0xfe && octets[1] === 0xff) return 'utf-16be'
  const nuls = compterNuls(octets.subarray(0, 4_096))
  if (nuls.pairs + nuls.impairs > 0) return utf16SansMarque(nuls, Math.min(octets.length, 4_096))
  if (estUtf8(octets)) return tropDeControles(octets) ? undefined : 'utf-8'
  return tropDeControles(octets) ? undefined : 'windows-1252'
}

function compterNuls(octets: Uint8Array): { pairs: number; impairs: number } {
  const nuls = { pairs: 0, impairs: 0 }
  for (let i = 0; i < octets.length; i++) if (octets[i] === 0) nuls[i % 2 === 0 ? 'pairs' : 'impairs']++
  return nuls
}

/** Latin letters in UTF-16 have one byte in two at zero, always the same one. */
function utf16SansMarque(nuls: { pairs: number; impairs: number }, taille: number): Encodage | undefined {
  const moitie = taille / 2
  if (nuls.impairs > moitie * 0.7 && nuls.pairs < moitie * 0.1) return 'utf-16le'
  if (nuls.pairs > moitie * 0.7 && nuls.impairs < moitie * 0.1) return 'utf-16be'
  return undefined
}

/** Signs below the space other than tab and line ends, and those that windows-1252 does not have: more than one in 100 is no text. */
function tropDeControles(octets: Uint8Array): boolean {
  const debut = octets.subarray(0, 65_536)
  let controles = 0
  for (const o of debut) if ((o < 32 && o !== 9 && o !== 10 && o !== 12 && o !== 13) || o === 127) controles++
  return controles * 100 > debut.length
}

/** Whether the bytes are UTF-8 (RFC 3629, overlong forms and surrogates set apart roughly: they do not occur by chance). */
function estUtf8(octets: Uint8Array): boolean {
  for (let i = 0; i < octets.length; i++) {
    const o = octets[i] ?? 0
    if (o < 0x80) continue
    const suite = o >= 0xc2 && o <= 0xdf ? 1 : o >= 0xe0 && o <= 0xef ? 2 : o >= 0xf0 && o <= 0xf4 ? 3 : 0
    if (suite === 0) return false
    for (let k = 1; k <= suite; k++) if (((octets[i + k] ?? 0) & 0xc0) !== 0x80) return false
    i += suite
  }
  return true
}

/** Rows looked at: enough for a head, a title and some data. */
const LIGNES_VUES = 40

/**
 * The separator of a CSV, from its beginning: the one that gives the most columns among those that give nearly always
 * the same number. Undefined when the text has a single column.
 */
export function reniflerSeparateur(debut: string): Separateur | undefined {
  let meilleur: { separateur: Separateur; note: number } | undefined
  for (const separateur of SEPARATEURS) {
    const tailles = debutDeCsv(debut, separateur).map((l) => l.length)
    const frequentes = [...Map.groupBy(tailles, (t) => t)].sort((a, b) => b[1].length - a[1].length || b[0] - a[0])
    const [taille = 1, lignes = []] = frequentes[0] ?? []
    if (taille < 2) continue
    // A comma in addresses makes many columns, but never twice the same number.
    const note = (lignes.length / tailles.length) ** 2 * Math.min(taille, 20)
    if (!meilleur || note > meilleur.note) meilleur = { separateur, note }
  }
  return meilleur?.separateur
}

function debutDeCsv(debut: string, separateur: string): string[][] {
  const lignes: string[][] = []
  for (const { valeurs } of lireCsv(debut, separateur)) {
    lignes.push(valeurs)
    if (lignes.length >= LIGNES_VUES) break
  }
  // The beginning was cut anywhere: its last row may be short.
  return lignes.length > 1 && lignes.length < LIGNES_VUES && !debut.endsWith('\n') ? lignes.slice(0, -1) : lignes
}

/** Between the group and the series of a head on two rows: « Taux d’accès bruts · 2nde-Bac ». */
export const ENTRE_ENTETES = ' · '

/** Where the head of a table is: rows to skip before it (a title), its number of rows, and its labels. */
export type EntetesTrouvees = { avant: number; rangs: 1 | 2; entetes: string[] }

/**
 * Finds the head among the first rows of a table. A title alone on its row is skipped. Two rows make the head when the
 * first has groups that span several columns (holes) and the second a label for each, none of them a number.
 */
export function trouverEntetes(lignes: readonly string[][]): EntetesTrouvees {
  const remplies = lignes.map((l) => l.filter((v) => v.trim() !== '').length)
  const large = Math.max(0, ...remplies)
  let avant = 0
  while (avant < lignes.length - 1 && large >= 3 && (remplies[avant] ?? 0) <= 1 && !estGroupe(lignes, avant)) avant++
  const premiere = lignes[avant] ?? []
  if (!estGroupe(lignes, avant)) return { avant, rangs: 1, entetes: sansFinVide(premiere.map(propre)) }
  const seconde = lignes[avant + 1] ?? []
  let groupe = ''
  const entetes = seconde.map((serie, i) => {
    groupe = propre(premiere[i] ?? '') || groupe
    const label = propre(serie)
    return label && groupe && label !== groupe ? `${groupe}${ENTRE_ENTETES}${label}` : label || groupe
  })
  return { avant, rangs: 2, entetes: sansFinVide(entetes) }
}

function estGroupe(lignes: readonly string[][], rang: number): boolean {
  const [premiere = [], seconde = []] = [lignes[rang], lignes[rang + 1]]
  const libelles = seconde.filter((v) => v.trim() !== '')
  const groupes = premiere.filter((v) => v.trim() !== '')
  const trous = premiere.length - groupes.length
  return (
    groupes.length >= 2 &&
    trous > 0 &&
    libelles.length > groupes.length * 1.5 &&
    libelles.length >= seconde.length * 0.9 &&
    !libelles.some((v) => /^[+-]?[\d\s.,%]+$/.test(v) || /^\d{7}[A-Za-z]$/.test(v))
  )
}

const propre = (entete: string): string =>
  entete
    .replace(/^\uFEFF/, '')
    .replace(/\s+/g, ' ')
    .trim()

function sansFinVide(entetes: string[]): string[] {
  let fin = entetes.length
  while (fin > 0 && entetes[fin - 1] === '') fin--
  return entetes.slice(0, fin)
}
