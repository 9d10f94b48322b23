import type { ReactNode } from 'react'
import { type ChampIban, ecrireIban, refusIban } from '#domain/formulaire/types/iban.ts'
import { TextField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function Iban(s: Saisie<ChampIban>) {
  return <IbanField {...autour(s)} valeur={texteDe(s.valeur)} changer={s.changer} quitter={s.quitter} />
}

/** An IBAN, put by fours once it is right, as on the bank's own statement. */
export function IbanField({
  valeur,
  changer,
  quitter,
  ...question
}: {
  id?: string
  label: ReactNode
  help?: ReactNode
  error?: string
  optional?: boolean
  valeur: string
  changer: (valeur: string) => void
  quitter?: () => void
}) {
  return (
    <TextField
      {...question}
      value={refusIban(valeur) ? valeur : ecrireIban(valeur)}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      onChange={(e) => changer(e.target.value)}
      onBlur={quitter}
    />
  )
}
