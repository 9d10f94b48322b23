import type { Lecture } from './champs.ts'

export type Etablissement = Extract<Lecture, { genre: 'etablissement' }>

/**
 * Orders the rows that share one UAI: the établissement first, then its other sites. The choice does not depend on
 * the order of the file. Signs of the main row, in order: it is not called « annexe »; it writes from the mailbox of
 * this UAI; then the alphabet, so that the answer is always the same.
 */
export function ranger<E extends Etablissement>(lignes: E[]): E[] {
  const [principale, ...sites] = lignes.toSorted(
    (a, b) => annexe(a) - annexe(b) || autreBoite(a) - autreBoite(b) || compare(cle(a), cle(b)),
  )
  return principale ? [principale, ...sites.map((s) => sansCopie(s, principale))] : []
}

const annexe = ({ champs }: Etablissement): number => Number(/\bannexe\b/i.test(champs.nom ?? ''))
const autreBoite = ({ champs, uai }: Etablissement): number => Number(!champs.courriel?.includes(uai.toLowerCase()))
const cle = ({ champs }: Etablissement): string => `${champs.nom} ${champs.code_postal} ${champs.adresse}`
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * The annuaire copies the commune code and the coordinates of the main row on the others (Bagnac-sur-Célé carries
 * those of Figeac). At another address they are wrong: the commune is then found again by its name.
 */
function sansCopie<E extends Etablissement>(site: E, principale: E): E {
  const ailleurs = site.champs.adresse !== principale.champs.adresse
  const copie =
    site.champs.latitude === principale.champs.latitude && site.champs.longitude === principale.champs.longitude
  if (!ailleurs || !copie) return site
  const { latitude, longitude, precision_position, ...champs } = site.champs
  const memeCommune = site.champs.commune === principale.champs.commune
  return { ...site, champs, lieu: memeCommune ? site.lieu : { ...site.lieu, code_commune: undefined } }
}
