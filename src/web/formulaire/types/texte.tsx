import type { ChampTexte } from '#domain/formulaire/types/texte.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Texte(s: Saisie<ChampTexte>) {
  return (
    <TextField
      {...autour(s)}
      value={texteDe(s.valeur)}
      placeholder={s.champ.exemple && `Exemple : ${s.champ.exemple}`}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={s.quitter}
    />
  )
}
