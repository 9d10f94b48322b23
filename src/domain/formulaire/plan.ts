import type { Champ, Definition, Etape } from './definition.ts'
import type { Grandeur } from './formules.ts'
import type { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { typeDe } from './types/registre.ts'

/** Where a champ stands in a form. */
export type Place = {
  champ: Champ
  etape: Etape
  bloc?: ChampBlocRepetable /** Reading order in the form. */
  rang: number
}

// Definitions are immutable documents: what is derived from one can be kept as long as it.
const plans = new WeakMap<Definition, Map<string, Place>>()

/** Every champ by id, those of rows included. In a definition that breaks uniqueness, the first one wins. */
export function planDe(definition: Definition): Map<string, Place> {
  const connu = plans.get(definition)
  if (connu) return connu
  const plan = new Map<string, Place>()
  let rang = 0
  const poser = (champ: Champ, etape: Etape, bloc?: ChampBlocRepetable) => {
    if (!plan.has(champ.id)) plan.set(champ.id, { champ, etape, bloc, rang })
    rang += 1
  }
  for (const etape of definition.etapes)
    for (const champ of etape.champs) {
      poser(champ, etape)
      if (champ.type === 'bloc_repetable') for (const interne of champ.champs) poser(interne, etape, champ)
    }
  plans.set(definition, plan)
  return plan
}

/** What a champ brings to a formula; `undefined` when one cannot compute with it. */
export function grandeurDuChamp(champ: Champ | undefined): Grandeur | undefined {
  if (champ?.type === 'calcul') return champ.grandeur
  if (champ?.type === 'montant' || champ?.type === 'nombre') return champ.type
  return champ && typeDe(champ).grandeur?.(champ)
}
