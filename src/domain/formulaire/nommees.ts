import type { Condition } from './conditions.ts'
import type { Definition } from './definition.ts'

const depliees = new WeakMap<Definition, Definition>()

/**
 * The same form where each name stands replaced by its condition, names gone: what the engine walks and the usager is
 * told. The form itself when it names none. A name that is unknown, or that leads back to itself, stays a name.
 */
export function deplier<D extends Definition>(definition: D): D {
  if (!definition.conditions?.length) return definition
  const connue = depliees.get(definition)
  // What is kept under a definition was made from it.
  if (connue) return connue as D
  const { conditions: _, ...reste } = definition
  const depliee = remplacer(reste, definition, []) as D
  depliees.set(definition, depliee)
  return depliee
}

export const deplierCondition = (condition: Condition, definition: Definition): Condition =>
  definition.conditions?.length ? (remplacer(condition, definition, []) as Condition) : condition

function remplacer(valeur: unknown, definition: Definition, enCours: readonly string[]): unknown {
  if (Array.isArray(valeur)) return valeur.map((v) => remplacer(v, definition, enCours))
  if (typeof valeur !== 'object' || valeur === null) return valeur
  if ('nommee' in valeur && typeof valeur.nommee === 'string') {
    const { nommee } = valeur
    const visee = definition.conditions?.find((c) => c.id === nommee)
    if (!visee || enCours.includes(nommee)) return valeur
    return remplacer(visee.condition, definition, [...enCours, nommee])
  }
  return Object.fromEntries(Object.entries(valeur).map(([cle, v]) => [cle, remplacer(v, definition, enCours)]))
}

/** Does this part of a document use the named condition, itself or through another name? */
export function utilise(valeur: unknown, id: string, definition: Definition, vues: readonly string[] = []): boolean {
  if (Array.isArray(valeur)) return valeur.some((v) => utilise(v, id, definition, vues))
  if (typeof valeur !== 'object' || valeur === null) return false
  if ('nommee' in valeur && typeof valeur.nommee === 'string') {
    const { nommee } = valeur
    if (nommee === id) return true
    const autre = definition.conditions?.find((c) => c.id === nommee)
    return !vues.includes(nommee) && utilise(autre?.condition, id, definition, [...vues, nommee])
  }
  return Object.values(valeur).some((v) => utilise(v, id, definition, vues))
}

/** Where a named condition serves: the names of the étapes, questions and rules, in reading order. */
export function usagesDe(definition: Definition, id: string): string[] {
  const lieux: string[] = []
  for (const { champs, ...etape } of definition.etapes) {
    if (utilise(etape, id, definition)) lieux.push(`Étape « ${etape.titre} »`)
    for (const champ of champs) {
      const internes = champ.type === 'bloc_repetable' ? champ.champs : []
      const propre = champ.type === 'bloc_repetable' ? { ...champ, champs: [] } : champ
      for (const c of [propre, ...internes])
        if (utilise(c, id, definition)) lieux.push(`« ${c.libelle || 'Sans libellé'} »`)
    }
  }
  if (utilise(definition.eligibilite, id, definition)) lieux.push('Règles d’éligibilité')
  if (utilise(definition.calendrier, id, definition)) lieux.push('Règles de calendrier')
  if (utilise(definition.plafonds, id, definition)) lieux.push('Plafonds annuels')
  if (utilise(definition.routage, id, definition)) lieux.push('Règles d’orientation')
  return lieux
}
