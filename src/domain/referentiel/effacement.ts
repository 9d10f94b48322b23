import { normaliser } from './texte-recherche.ts'

/** A person to be erased; mails and phones that are those of the établissement itself are not among them. */
export type PersonneEffacee = { nom: string; prenom: string | null; courriels: string[]; telephones: string[] }

/** What stands in place of the words erased. */
export const EFFACE = '[effacé]'

const mots = (texte: string): string => ` ${normaliser(texte)} `
const chiffres = (texte: string): string => texte.replace(/\D/g, '').replace(/^33(?=[1-9]\d{8}$)/, '0')

/** Whether these texts, which belong together (the cells of a row), speak of the person: mail, phone, or name and first name. */
export function parleDe(personne: PersonneEffacee, textes: readonly string[]): boolean {
  if (textes.some((t) => aCoordonnee(personne, t))) return true
  if (!personne.prenom || normaliser(personne.nom) === '') return false
  const tout = textes.map(mots).join('')
  return tout.includes(mots(personne.nom)) && tout.includes(mots(personne.prenom))
}

function aCoordonnee({ courriels, telephones }: PersonneEffacee, texte: string): boolean {
  const bas = texte.toLowerCase()
  if (courriels.some((c) => bas.includes(c.toLowerCase()))) return true
  const numeros = chiffres(texte)
  return telephones.some((t) => chiffres(t).length >= 9 && numeros.includes(chiffres(t)))
}

/** A row that speaks of the person, without what says who it is. The other texts stay as they are. */
export function caviarder(personne: PersonneEffacee, textes: readonly string[]): string[] {
  if (!parleDe(personne, textes)) return [...textes]
  const noms = [personne.nom, personne.prenom ?? ''].filter((n) => normaliser(n) !== '').map(mots)
  return textes.map((t) => (aCoordonnee(personne, t) || noms.some((n) => mots(t).includes(n)) ? EFFACE : t))
}

/** The same in a value of JSON, whatever its depth; numbers and keys stay. */
export function caviarderJson(personne: PersonneEffacee, valeur: unknown): unknown {
  const textes: string[] = []
  ramasser(valeur, textes)
  const rendus = caviarder(personne, textes)
  let i = 0
  const remettre = (v: unknown): unknown => {
    if (typeof v === 'string') return rendus[i++]
    if (Array.isArray(v)) return v.map(remettre)
    if (typeof v === 'object' && v !== null)
      return Object.fromEntries(Object.entries(v).map(([cle, dedans]) => [cle, remettre(dedans)]))
    return v
  }
  return remettre(valeur)
}

function ramasser(valeur: unknown, textes: string[]): void {
  if (typeof valeur === 'string') textes.push(valeur)
  else if (Array.isArray(valeur)) for (const v of valeur) ramasser(v, textes)
  else if (typeof valeur === 'object' && valeur !== null) for (const v of Object.values(valeur)) ramasser(v, textes)
}
