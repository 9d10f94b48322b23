import type { Champ, Definition, Reponses } from '#domain/formulaire/definition.ts'
import { type ChampDuParcours, parcours } from '#domain/formulaire/parcours.ts'
import { lignesDe, modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import { attendReponse } from '#domain/formulaire/types/registre.ts'
import { REPONSES } from './champs.ts'

/** Numbers between 0 and 1, the same for the same seed. */
export function hasard(graine: number): () => number {
  let etat = graine >>> 0
  return () => {
    etat = (etat + 0x6d2b79f5) >>> 0
    let t = Math.imul(etat ^ (etat >>> 15), etat | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Fixe = string | number | boolean | ((lire: (id: string) => unknown) => unknown)
export type Consignes = {
  aujourdhui: string
  /** Answers that the rules between answers leave no choice about, by id; a function reads what is answered. */
  fixes?: Record<string, Fixe>
}
export type Rempli = { reponses: Reponses; vus: Set<string>; pieces: string[] }

/** Fills a form as a person who picks at random would, until nothing is missing; throws what is still missing if it cannot. */
export function remplirAuHasard(
  definition: Definition,
  depart: Reponses,
  graine: number,
  { aujourdhui, fixes = {} }: Consignes,
): Rempli {
  const tirer = hasard(graine)
  const vus = new Set<string>()
  const pieces = new Set<string>()
  const faits = new Set<string>()
  let reponses = depart
  const poser = (champ: Champ, chemin: string, vu: ChampDuParcours[]) => {
    const lire = (id: string) => vu.find((c) => c.champ.id === id)?.valeur
    const fixe = Object.hasOwn(fixes, champ.id) ? fixes[champ.id] : undefined
    if (champ.type === 'piece') {
      pieces.add(chemin)
      const format = champ.formats[0] ?? 'pdf'
      reponses = poserPieces(reponses, chemin, [
        { id: `p${pieces.size}`, nom: `essai.${format}`, taille: 2048, format },
      ])
    } else if (champ.type === 'bloc_repetable') {
      const ligne = `r${lignesDe(reponses, champ.id).length + 1}`
      reponses = modifier(definition, reponses, { [`${chemin}/${ligne}`]: {} }).reponses
    } else {
      const valeur =
        fixe === undefined ? auHasard(champ, tirer, lire, aujourdhui) : typeof fixe === 'function' ? fixe(lire) : fixe
      reponses = modifier(definition, reponses, { [chemin]: valeur }).reponses
    }
  }
  for (let tour = 0; tour < 80; tour++) {
    const { etapes, manquants } = parcours(definition, reponses, { aujourdhui, depot_tente: true })
    const champs = etapes.flatMap((e) => tous(e.champs))
    for (const c of champs) vus.add(c.champ.id)
    const facultatif = champs.find(
      (c) => !faits.has(c.chemin) && attendReponse(c.champ) && c.valeur === undefined && !c.manque,
    )
    if (facultatif) {
      faits.add(facultatif.chemin)
      if (tirer() < 0.5) poser(facultatif.champ, facultatif.chemin, champs)
      continue
    }
    if (manquants.length === 0) return { reponses, vus, pieces: [...pieces] }
    for (const { champ: chemin } of manquants) {
      const vu = champs.find((c) => c.chemin === chemin)
      // A rule shown at a computed value: what answers it is what reads the other answers.
      const repris =
        vu?.champ.type === 'calcul' ? champs.filter((c) => typeof fixes[c.champ.id] === 'function') : vu ? [vu] : []
      for (const c of repris) poser(c.champ, c.chemin, champs)
    }
  }
  const { manquants } = parcours(definition, reponses, { aujourdhui, depot_tente: true })
  throw new Error(`graine ${graine} : ${JSON.stringify(manquants)}`)
}

const tous = (champs: ChampDuParcours[]): ChampDuParcours[] =>
  champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => tous(l.champs))])

function auHasard(champ: Champ, tirer: () => number, lire: (id: string) => unknown, aujourdhui: string): unknown {
  const parmi = <T>(liste: readonly T[]): T | undefined => liste[Math.floor(tirer() * liste.length)]
  const borne = (b: unknown, sinon: number): number => {
    const v = typeof b === 'object' && b !== null && 'champ' in b ? lire(String(b.champ)) : b
    return typeof v === 'number' ? v : sinon
  }
  switch (champ.type) {
    case 'oui_non':
      return tirer() < 0.5
    case 'choix':
      return parmi(champ.options)?.valeur
    case 'choix_multiple':
      return [...new Set([parmi(champ.options)?.valeur, parmi(champ.options)?.valeur])]
    case 'nombre':
    case 'pourcentage':
    case 'montant': {
      const min = borne(champ.min, 0)
      const max = Math.max(min, borne(champ.max, champ.type === 'pourcentage' ? 100 : 1e6))
      // One time in three at a bound, else any order of magnitude.
      const tire = tirer() < 0.33 ? (parmi([min, max]) ?? min) : min + (max - min) * tirer() ** (1 + 5 * tirer())
      return champ.type === 'nombre' && !champ.decimales ? Math.round(tire) : Math.round(tire)
    }
    case 'echelle':
      return champ.max ?? 5
    case 'date':
      return jour(champ, lire, aujourdhui)
    case 'date_heure':
      return `${jour(champ, lire, aujourdhui)}T09:00`
    case 'tableau':
      return Object.fromEntries(
        champ.lignes.map((l) => [
          l.id,
          Object.fromEntries(champ.colonnes.map((c) => [c.id, c.genre === 'texte' ? 'x' : Math.round(tirer() * 9000)])),
        ]),
      )
    case 'effectif':
      return { nombre: Math.round(tirer() * (champ.regime ? 60 : 1200)), motif: 'Compté ce matin.' }
    case 'texte':
      return 'Un mot de plus, bien assez long pour tout champ'.slice(0, champ.longueur_max ?? 60)
    case 'texte_long':
      return 'Une phrase assez longue pour que la règle de longueur soit satisfaite, et un peu plus encore.'
    default:
      return REPONSES[champ.type as keyof typeof REPONSES]
  }
}

/** Today, or as near as the bounds allow. */
function jour(champ: { min?: unknown; max?: unknown }, lire: (id: string) => unknown, aujourdhui: string): string {
  const de = (b: unknown): string | undefined => {
    if (typeof b === 'string') return b
    if (typeof b !== 'object' || b === null) return undefined
    if ('champ' in b) return typeof lire(String(b.champ)) === 'string' ? String(lire(String(b.champ))) : undefined
    return aujourdhui
  }
  const [min, max] = [de(champ.min), de(champ.max)]
  if (min && min > aujourdhui) return min
  return max && max < aujourdhui ? max : aujourdhui
}
