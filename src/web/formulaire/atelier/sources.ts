import type { Champ } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { estPourAgents } from '#domain/formulaire/faces.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import { typeDe } from '#domain/formulaire/types/registre.ts'

/** The questions that may be asked from a champ: placed before, in its own bloc or outside any. */
export function sourcesDe(ebauche: Ebauche, id: string): Champ[] {
  const plan = planDe(ebauche)
  const ici = plan.get(id)
  if (!ici) return []
  const sien = estPourAgents(ebauche, id)
  return avant(ebauche, ici.rang, ici.bloc?.id).filter((c) => sien || !estPourAgents(ebauche, c.id))
}

/** Those placed before an étape; with `dedans`, those of the étape too, for its rules. */
export function sourcesDeEtape(ebauche: Ebauche, etape: string, dedans = false): Champ[] {
  const plan = [...planDe(ebauche).values()]
  const ici = ebauche.etapes.findIndex((e) => e.id === etape)
  const etapes = new Set(ebauche.etapes.slice(0, dedans ? ici + 1 : ici).map((e) => e.id))
  const sienne = ebauche.etapes[ici]?.face === 'agents'
  return plan
    .filter((p) => etapes.has(p.etape.id) && !p.bloc && sert(p.champ))
    .map((p) => p.champ)
    .filter((c) => sienne || !estPourAgents(ebauche, c.id))
}

/** What a rule of the whole form may look at: every question of the usager that stands in no bloc. */
export const toutesLesSources = (ebauche: Ebauche): Champ[] =>
  [...planDe(ebauche).values()]
    .filter((p) => !p.bloc && sert(p.champ) && !estPourAgents(ebauche, p.champ.id))
    .map((p) => p.champ)

const avant = (ebauche: Ebauche, rang: number, bloc: string | undefined): Champ[] =>
  [...planDe(ebauche).values()]
    .filter((p) => p.rang < rang && (!p.bloc || p.bloc.id === bloc) && p.champ.id !== bloc && sert(p.champ))
    .map((p) => p.champ)

const sert = (champ: Champ): boolean => typeDe(champ).operateurs.length > 0
