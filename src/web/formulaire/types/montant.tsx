import { useState } from 'react'
import type { ChampMontant } from '#domain/formulaire/types/montant.ts'
import { TextField } from '#web/ui/champs.tsx'
import { ecrireEuros, lireCentimes } from '../nombres.ts'
import { autour, type Saisie } from './saisie.ts'

/** Typed in euros, kept in cents. */
export function Montant(s: Saisie<ChampMontant>) {
  const [frappe, setFrappe] = useState<string>()
  return (
    <TextField
      {...autour(s)}
      short
      inputMode="decimal"
      autoComplete="off"
      unit="€"
      value={frappe ?? ecrireEuros(s.valeur)}
      onChange={(e) => {
        setFrappe(e.target.value)
        s.changer(lireCentimes(e.target.value))
      }}
      onBlur={() => {
        setFrappe(undefined)
        s.quitter()
      }}
    />
  )
}
