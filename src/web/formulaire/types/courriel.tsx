import type { ChampCourriel } from '#domain/formulaire/types/courriel.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Courriel(s: Saisie<ChampCourriel>) {
  return (
    <TextField
      {...autour(s)}
      type="email"
      autoComplete="email"
      value={texteDe(s.valeur)}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={s.quitter}
    />
  )
}
