import { useState } from 'react'
import type { ChampNombre } from '#domain/formulaire/types/nombre.ts'
import { TextField } from '#web/ui/champs.tsx'
import { ecrireSaisie, lireNombre } from '../nombres.ts'
import { autour, type Saisie } from './saisie.ts'

export function Nombre(s: Saisie<ChampNombre>) {
  const decimales = s.champ.decimales ?? 0
  // While typing, the text is the person's own: « 12, » is on its way to « 12,5 ».
  const [frappe, setFrappe] = useState<string>()
  return (
    <TextField
      {...autour(s)}
      short
      inputMode={decimales > 0 ? 'decimal' : 'numeric'}
      autoComplete="off"
      unit={s.champ.unite}
      value={frappe ?? ecrireSaisie(s.valeur, decimales)}
      onChange={(e) => {
        setFrappe(e.target.value)
        s.changer(lireNombre(e.target.value, decimales))
      }}
      onBlur={() => {
        setFrappe(undefined)
        s.quitter()
      }}
    />
  )
}
