import { type Comparaison, type Condition, estRemplie, type Scalaire } from './conditions.ts'
import type { Champ, Definition } from './definition.ts'
import { deplier, deplierCondition } from './nommees.ts'
import { planDe } from './plan.ts'
import { estCase } from './visite.ts'

type Litteral = { comparaison: Comparaison; affirme: boolean }
/** Beyond, a condition is not explored: it is taken as possible, never wrongly called dead. */
const CONJONCTIONS_MAX = 200

/**
 * Can no set of answers meet this condition? `true` only when it is sure: each way to meet it asks two contrary things
 * of one champ, itself or through the condition that makes that champ appear.
 */
export function estMorte(condition: Condition, nommante: Definition): boolean {
  const definition = deplier(nommante)
  const plan = planDe(definition)
  const conjonctions = developper(deplierCondition(condition, nommante), true)
  if (!conjonctions) return false
  return conjonctions.every((litteraux) => {
    const tous = [...litteraux, ...ancetres(litteraux, definition)]
    const parChamp = Map.groupBy(tous, (l) => l.comparaison.champ)
    return [...parChamp].some(([id, siens]) => estContradictoire(siens, plan.get(id)?.champ))
  })
}

/** Do all answers meet it? Then it says nothing. */
export const estToujoursVraie = (condition: Condition, definition: Definition): boolean =>
  estMorte({ non: condition }, definition)

/** As a list of ways to be true, each a list of comparisons; `undefined` when there are too many. */
function developper(condition: Condition, affirme: boolean): Litteral[][] | undefined {
  if ('non' in condition) return developper(condition.non, !affirme)
  if ('nommee' in condition) return undefined
  if (!('et' in condition) && !('ou' in condition)) return [[{ comparaison: condition, affirme }]]
  const parties = ('et' in condition ? condition.et : condition.ou).map((c) => developper(c, affirme))
  let resultat: Litteral[][] = 'et' in condition === affirme ? [[]] : []
  for (const partie of parties) {
    if (!partie) return undefined
    resultat =
      'et' in condition === affirme
        ? resultat.flatMap((gauche) => partie.map((droite) => [...gauche, ...droite]))
        : [...resultat, ...partie]
    if (resultat.length > CONJONCTIONS_MAX) return undefined
  }
  return resultat
}

/** What must also be true for these champs to be shown, when that is a plain conjunction. */
function ancetres(litteraux: Litteral[], definition: Definition): Litteral[] {
  const plan = planDe(definition)
  const trouves: Litteral[] = []
  const vus = new Set<string>()
  const file = litteraux.filter((l) => l.affirme && l.comparaison.op !== 'vide').map((l) => l.comparaison.champ)
  for (let id = file.shift(); id !== undefined; id = file.shift()) {
    const place = plan.get(id)
    if (!place || vus.has(id)) continue
    vus.add(id)
    for (const condition of [place.champ.condition, place.etape.condition, place.bloc?.condition]) {
      const siens = condition && developper(condition, true)
      const [seule] = siens?.length === 1 ? siens : []
      if (!seule) continue
      trouves.push(...seule)
      file.push(...seule.filter((l) => l.affirme && l.comparaison.op !== 'vide').map((l) => l.comparaison.champ))
    }
  }
  return trouves
}

/** Tries every answer that could make a difference, with the very function that judges in use. */
function estContradictoire(litteraux: Litteral[], champ: Champ | undefined): boolean {
  if (!champ) return false
  const essais = candidats(litteraux, champ)
  if (!essais) return false
  return !essais.some((valeur) =>
    litteraux.every(({ comparaison, affirme }) => estRemplie(comparaison, () => valeur) === affirme),
  )
}

function candidats(litteraux: Litteral[], champ: Champ): unknown[] | undefined {
  const dites = litteraux.flatMap(({ comparaison: c }): Scalaire[] =>
    'valeur' in c ? (Array.isArray(c.valeur) ? c.valeur : [c.valeur]) : [],
  )
  if (estCase(champ)) return [true, false]
  if (champ.type === 'oui_non') return [undefined, true, false]
  if (champ.type === 'choix_multiple') return dites.length > 8 ? undefined : [undefined, ...parties(dites), ['autre']]
  if ('options' in champ) return [undefined, ...champ.options.map((o) => o.valeur)]
  // Parts of a text combine in more ways than can be tried.
  if (litteraux.some((l) => l.comparaison.op === 'contient')) return undefined
  const nombres = dites.filter((v) => typeof v === 'number')
  if (nombres.length > 0) return [undefined, ...nombres.flatMap((n) => [n - 1e-6, n, n + 1e-6])]
  const textes = dites.filter((v) => typeof v === 'string')
  // Text that stands just before and just after each, in the order that compares days.
  return [undefined, '\u0001', ...textes.flatMap((t) => [`${t.slice(0, -1)}\u0001`, t, `${t}\u0001`])]
}

function parties(valeurs: Scalaire[]): Scalaire[][] {
  const uniques = [...new Set(valeurs)]
  return Array.from({ length: 2 ** uniques.length - 1 }, (_, n) => uniques.filter((_v, i) => (n + 1) & (1 << i)))
}
