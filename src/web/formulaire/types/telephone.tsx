import type { ChampTelephone } from '#domain/formulaire/types/telephone.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Telephone(s: Saisie<ChampTelephone>) {
  return (
    <TextField
      {...autour(s)}
      type="tel"
      short
      autoComplete="tel"
      value={texteDe(s.valeur)}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={s.quitter}
    />
  )
}
