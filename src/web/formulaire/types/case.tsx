import type { ChampCase } from '#domain/formulaire/types/case.ts'
import { CheckboxField } from '#web/ui/champs.tsx'
import { autour, type Saisie } from './saisie.ts'

export function Case(s: Saisie<ChampCase>) {
  return (
    <CheckboxField {...autour(s)} checked={s.valeur === true} onChange={(e) => s.changer(e.target.checked, true)} />
  )
}
