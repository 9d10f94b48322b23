import { type Condition, estRemplie, type Lecture } from './conditions.ts'
import type { Definition } from './definition.ts'
import { deplier } from './nommees.ts'
import { proposition } from './phrases.ts'
import { planDe } from './plan.ts'

/**
 * Why this dossier may not be deposited, by the rules of the whole form: who may ask, and until when in this case.
 * `champ` is the last question that the rule looks at: the person can change it there.
 */
export function refusDesRegles(
  definition: Definition,
  lire: Lecture,
  aujourdhui: string,
): { champ: string; message: string }[] {
  const refus: { champ: string; message: string }[] = []
  for (const { si, message } of definition.eligibilite ?? [])
    if (estRemplie(si, lire)) refus.push({ champ: dernierCite(definition, si), message })
  for (const { si, ouvre_le, ferme_le, message } of definition.calendrier ?? []) {
    const dehors = (ouvre_le && aujourdhui < ouvre_le) || (ferme_le && aujourdhui > ferme_le)
    if (dehors && estRemplie(si, lire)) refus.push({ champ: dernierCite(definition, si), message })
  }
  return refus
}

/** Which service receives a dossier that says this; `undefined` when no rule applies. */
export const serviceDe = (definition: Definition, lire: Lecture): string | undefined =>
  definition.routage?.find((r) => estRemplie(r.si, lire))?.service

/** What a deposit keeps of the rule that decided: the service as the form names it, and why in one sentence. */
export type Orientation = { service: string; phrase: string }

/**
 * The service that the rules of the whole form (agents' too) give a dossier, with the sentence of the rule; `undefined`
 * when none applies. A named condition is told by its name.
 */
export function orientationDe(definition: Definition, lire: Lecture): Orientation | undefined {
  const rang = deplier(definition).routage?.findIndex((r) => estRemplie(r.si, lire)) ?? -1
  const regle = definition.routage?.[rang]
  if (!regle) return undefined
  return {
    service: regle.service,
    phrase: `Orienté par le formulaire, parce que ${proposition(regle.si, definition)}.`,
  }
}

/** Ids of the champs that a condition looks at, names left out. */
export function citesPar(condition: Condition): string[] {
  if ('et' in condition) return condition.et.flatMap(citesPar)
  if ('ou' in condition) return condition.ou.flatMap(citesPar)
  if ('non' in condition) return citesPar(condition.non)
  return 'nommee' in condition ? [] : [condition.champ]
}

function dernierCite(definition: Definition, condition: Condition): string {
  const plan = planDe(definition)
  const rang = (id: string) => plan.get(id)?.rang ?? -1
  return citesPar(condition).toSorted((a, b) => rang(b) - rang(a))[0] ?? ''
}
