import { type ChampUai, uai } from '#domain/formulaire/types/uai.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Uai(s: Saisie<ChampUai>) {
  const saisie = texteDe(s.valeur)
  return (
    <TextField
      {...autour(s)}
      short
      inputMode="text"
      autoComplete="off"
      spellCheck={false}
      value={saisie}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={() => {
        // Once right, it is kept the way it is written everywhere.
        const ecrit = uai.ecrire(saisie, s.champ)
        if (saisie && ecrit !== saisie) s.changer(ecrit)
        s.quitter()
      }}
    />
  )
}
