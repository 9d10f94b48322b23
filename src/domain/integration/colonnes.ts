import { ColonnesManquantes } from '../referentiel/champs.ts'
import { estUai, nettoyerUai } from '../referentiel/uai.ts'
import type { LectureDeLigne } from './lecture.ts'

/** The same header twice: which one is meant cannot be guessed, so nothing of the file is read. */
export class ColonneEnDouble extends ColonnesManquantes {
  constructor(colonne: string) {
    super([])
    this.message = `La colonne « ${colonne} » est deux fois dans le fichier : gardez la bonne, puis renvoyez-le.`
    this.name = 'ColonneEnDouble'
  }
}

/** One form for « Code postal », « code_postal » and « CODE-POSTAL »: no accent, case, space or sign. */
export const normaliserEntete = (entete: string): string =>
  entete
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/\+/g, ' plus ')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')

/** Names that the key column bears in the files of the ministry and of the authorities, through the years. */
export const NOMS_UAI = [
  'UAI',
  'numero_uai',
  'code_uai',
  'uai_etablissement',
  'identifiant_de_l_etablissement',
  'identifiant_etablissement',
  'code_etablissement',
  'numero_d_etablissement',
  'numero_etablissement',
  'numero_de_l_etablissement',
  'numero_lycee',
  'numero_du_lycee',
  'numero_college',
  'numero_du_college',
  'code_uai_ex_rne',
  'code_rne',
  'numero_rne',
  'rne',
  'patronyme_uai_code',
] as const

/** A column looked for: the names it may bear, the first one being that said when it is missing. */
export type Recherchee = { noms: readonly string[]; obligatoire?: boolean }
export type Lire = (ligne: string[]) => string

/** Where each header is; a group before « · » or « | » may be left out. The first of two same headers holds. */
export function placerEntetes(entetes: readonly string[]): Map<string, number> {
  const places = new Map<string, number>()
  for (const [i, entete] of entetes.entries()) {
    const nom = normaliserEntete(entete)
    if (nom && !places.has(nom)) places.set(nom, i)
  }
  for (const [i, entete] of entetes.entries()) {
    const seul = normaliserEntete(entete.split(/ [·|] /).at(-1) ?? '')
    if (seul && !places.has(seul)) places.set(seul, i)
  }
  return places
}

/**
 * A reader of the text of each column looked for; a column that the file does not have reads as empty. Throws
 * `ColonnesManquantes` for the indispensable ones, and `ColonneEnDouble` when one of these is there twice.
 */
export function lireColonnes<N extends string>(
  entetes: readonly string[],
  recherchees: Record<N, Recherchee>,
): Record<N, Lire> & { presentes: ReadonlySet<N> } {
  const places = placerEntetes(entetes)
  const presentes = new Set<N>()
  const manquantes: string[] = []
  const lecteurs = {} as Record<N, Lire>
  for (const nom of Object.keys(recherchees) as N[]) {
    const { noms, obligatoire } = recherchees[nom]
    const trouve = noms.find((n) => places.has(normaliserEntete(n)))
    const place = trouve === undefined ? undefined : places.get(normaliserEntete(trouve))
    if (place === undefined) {
      if (obligatoire) manquantes.push(noms[0] ?? nom)
      lecteurs[nom] = () => ''
      continue
    }
    if (obligatoire) refuserDoublon(entetes, place)
    presentes.add(nom)
    lecteurs[nom] = (ligne) => ligne[place] ?? ''
  }
  if (manquantes.length) throw new ColonnesManquantes(manquantes)
  return { ...lecteurs, presentes }
}

function refuserDoublon(entetes: readonly string[], place: number): void {
  const entete = entetes[place] ?? ''
  const nom = normaliserEntete(entete)
  if (entetes.filter((e) => normaliserEntete(e) === nom).length > 1) throw new ColonneEnDouble(entete)
}

/** The column of the key, for a definition of columns. */
export const UAI: Recherchee = { noms: NOMS_UAI, obligatoire: true }

type RejetDeLigne = Extract<LectureDeLigne, { genre: 'rejet' }>

/** The UAI of a row, or why the row is put aside. A pair of UAI is never split by guess. */
export function lireUai(brut: string): { uai: string } | RejetDeLigne {
  const uai = nettoyerUai(brut)
  if (estUai(uai)) return { uai }
  const plusieurs = brut.match(/\d{7}\s*[A-Za-z]/g) ?? []
  if (plusieurs.length > 1) {
    const liste = plusieurs.map(nettoyerUai).join(' et ')
    const raison = `La ligne parle de plusieurs établissements (${liste}) : faites une ligne pour chacun.`
    return { genre: 'rejet', uai: plusieurs.map(nettoyerUai).join('+'), code: 'plusieurs_uai', raison }
  }
  const raison =
    uai === ''
      ? 'La ligne n’a pas de numéro UAI.'
      : 'Le numéro UAI n’a pas sept chiffres suivis de leur lettre de contrôle.'
  return { genre: 'rejet', uai, code: uai === '' ? 'uai_absent' : 'uai_incorrect', raison }
}
