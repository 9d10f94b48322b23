import type { ChampDate } from '#domain/formulaire/types/date.ts'
import { DateField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function DateSaisie(s: Saisie<ChampDate>) {
  return (
    <DateField
      {...autour(s)}
      value={texteDe(s.valeur)}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={s.quitter}
    />
  )
}
