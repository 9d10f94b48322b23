import { VERSION_REGLES } from './sources.ts'

/** Of the bytes, of our rules and of the mapping (0: the shipped one): what would be read from them. */
export const empreinteDe = (sha256: string, correspondance: number): string =>
  `${sha256} règles ${VERSION_REGLES}${correspondance ? ` correspondance ${correspondance}` : ''}`
