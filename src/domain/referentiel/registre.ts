import type { ChampDeFiche } from './champ-de-fiche.ts'
import { AUTRES_CHAMPS, CHAMPS_EN_COLONNE } from './champs-livres.ts'

export type { ChampDeFiche, Genre, Groupe } from './champ-de-fiche.ts'

export type Onglet = { code: string; libelle: string }

/** The six tabs of the product, in order; those that an administrator adds come after. */
export const ONGLETS = [
  { code: 'general', libelle: 'Général' },
  { code: 'complements', libelle: 'Compléments' },
  { code: 'specifiques', libelle: 'Spécifiques' },
  { code: 'moyens_humains', libelle: 'Moyens humains' },
  { code: 'numerique', libelle: 'Numérique' },
  { code: 'annexes', libelle: 'Annexes' },
] as const satisfies Onglet[]

/** All the champs of the product, in the order of the fiche. */
export const CHAMPS_LIVRES: readonly ChampDeFiche[] = [...CHAMPS_EN_COLONNE, ...AUTRES_CHAMPS]

const PAR_CODE = new Map(CHAMPS_LIVRES.map((c) => [c.code, c]))

/** The champ of the product that has this code; undefined for one that was added. */
export const champLivre = (code: string): ChampDeFiche | undefined => PAR_CODE.get(code)

/** A code from a label, for what an administrator adds: « Année du préau » gives `annee_du_preau`. */
export function codeDepuis(libelle: string): string {
  const code = libelle
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/_+$/, '')
  return code.length < 2 ? `champ_${code || 'x'}` : code
}
