import type { ChampDateHeure } from '#domain/formulaire/types/date_heure.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function DateHeure(s: Saisie<ChampDateHeure>) {
  return (
    <TextField
      {...autour(s)}
      type="datetime-local"
      short
      value={texteDe(s.valeur)}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={s.quitter}
    />
  )
}
