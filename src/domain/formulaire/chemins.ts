import { type Comparaison, type Condition, estRemplie, estVide } from './conditions.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { planDe } from './plan.ts'
import { ecrireReponse, typeDe } from './types/registre.ts'
import { estCase, visiter } from './visite.ts'

/** One way through a form: the answers that lead there, and what is then asked. */
export type Chemin = {
  reponses: { champ: string; libelle: string; texte: string }[]
  etapes: { id: string; titre: string; champs: { id: string; libelle: string }[] }[]
}
/** `complet` false: the form has more ways than were walked. */
export type Exploration = { chemins: Chemin[]; complet: boolean }

/** A form of many questions on one another has more ways than anybody reads. */
const CHEMINS_MAX = 60
const VISITES_MAX = 3000

/**
 * The distinct ways through a form, in the order of its questions: at each question that a condition looks at, one answer
 * for each set of conditions that it fills. Two ways that ask the same are one. Names of conditions are replaced before.
 */
export function explorer(definition: Definition): Exploration {
  const juges = comparaisonsParChamp(definition)
  const trouves = new Map<string, Chemin>()
  let visites = 0
  let complet = true
  const suivre = (reponses: Reponses, decisions: Chemin['reponses']): void => {
    if (visites >= VISITES_MAX || trouves.size >= CHEMINS_MAX) {
      complet = false
      return
    }
    visites += 1
    const vues = visiter(definition, reponses).etapes.filter((e) => !e.sans_objet)
    const suivant = vues
      .flatMap((e) => e.champs.map((c) => c.champ))
      .find((c) => juges.has(c.id) && !Object.hasOwn(reponses, c.id) && typeDe(c).reponse !== undefined)
    if (suivant) {
      for (const valeur of representants(suivant, juges.get(suivant.id) ?? []))
        suivre({ ...reponses, [suivant.id]: valeur }, [...decisions, dire(suivant, valeur)])
      return
    }
    const etapes = vues.map(({ etape, champs }) => ({
      id: etape.id,
      titre: etape.titre,
      champs: champs.map(({ champ }) => ({ id: champ.id, libelle: champ.libelle })),
    }))
    const signature = JSON.stringify(etapes.map((e) => e.champs.map((c) => c.id)))
    if (!trouves.has(signature)) trouves.set(signature, { reponses: decisions, etapes })
  }
  suivre({}, [])
  return { chemins: [...trouves.values()], complet }
}

const dire = (champ: Champ, valeur: unknown): Chemin['reponses'][number] => ({
  champ: champ.id,
  libelle: champ.libelle,
  texte: estVide(valeur) ? 'sans réponse' : ecrire(champ, valeur),
})

function ecrire(champ: Champ, valeur: unknown): string {
  return typeDe(champ).reponse?.safeParse(valeur).success ? ecrireReponse(champ, valeur, false) : 'une réponse'
}

/** What the conditions that show étapes and questions ask of each question, rows left out. */
function comparaisonsParChamp(definition: Definition): Map<string, Comparaison[]> {
  const trouvees: Comparaison[] = []
  for (const etape of definition.etapes) {
    trouvees.push(...comparaisonsDe(etape.condition))
    for (const champ of etape.champs) trouvees.push(...comparaisonsDe(champ.condition))
  }
  const plan = planDe(definition)
  return Map.groupBy(
    trouvees.filter((c) => !plan.get(c.champ)?.bloc),
    (c) => c.champ,
  )
}

function comparaisonsDe(condition: Condition | undefined): Comparaison[] {
  if (!condition || 'nommee' in condition) return []
  if ('et' in condition) return condition.et.flatMap(comparaisonsDe)
  if ('ou' in condition) return condition.ou.flatMap(comparaisonsDe)
  return 'non' in condition ? comparaisonsDe(condition.non) : [condition]
}

/** One answer for each way to fill or not the comparisons; no answer first, since one begins so. */
function representants(champ: Champ, comparaisons: readonly Comparaison[]): unknown[] {
  const parEffet = new Map<string, unknown>()
  for (const valeur of candidats(champ, comparaisons)) {
    const effet = comparaisons.map((c) => (estRemplie(c, () => valeur) ? '1' : '0')).join('')
    if (!parEffet.has(effet)) parEffet.set(effet, valeur)
  }
  return [...parEffet.values()]
}

function candidats(champ: Champ, comparaisons: readonly Comparaison[]): unknown[] {
  if (estCase(champ)) return [false, true]
  if (champ.type === 'oui_non') return [true, false, null]
  if (champ.type === 'choix') return [...champ.options.map((o) => o.valeur), null]
  if (champ.type === 'choix_multiple')
    return [null, ...champ.options.map((o) => [o.valeur]), champ.options.map((o) => o.valeur)]
  const dites = comparaisons.flatMap((c) => ('valeur' in c ? [c.valeur].flat() : []))
  const nombres = dites.filter((v) => typeof v === 'number')
  const textes = dites.filter((v) => typeof v === 'string')
  const autres = [
    ...nombres.flatMap((n) => [n - 1, n, n + 1]),
    ...textes.flatMap((t) => [t, `${t} `]),
    // Anything that is an answer, where only being answered counts.
    ...(dites.length === 0 ? ['une réponse', 1, ['une réponse']] : []),
  ].filter((v) => typeDe(champ).reponse?.safeParse(v).success)
  return [null, ...autres]
}
