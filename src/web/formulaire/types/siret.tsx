import { type ChampSiret, siret } from '#domain/formulaire/types/siret.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Siret(s: Saisie<ChampSiret>) {
  const saisie = texteDe(s.valeur)
  return (
    <TextField
      {...autour(s)}
      short
      inputMode="numeric"
      autoComplete="off"
      spellCheck={false}
      value={saisie}
      onChange={(e) => s.changer(e.target.value)}
      onBlur={() => {
        // Once right, it is kept the way it is written everywhere.
        const ecrit = siret.ecrire(saisie, s.champ)
        if (saisie && ecrit !== saisie) s.changer(ecrit)
        s.quitter()
      }}
    />
  )
}
