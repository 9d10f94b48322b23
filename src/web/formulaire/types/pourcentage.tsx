import type { ChampPourcentage } from '#domain/formulaire/types/pourcentage.ts'
import { NombreField } from './frappe.tsx'
import { autour, type Saisie } from './saisie.ts'

export function Pourcentage(s: Saisie<ChampPourcentage>) {
  return (
    <NombreField
      {...autour(s)}
      valeur={s.valeur}
      changer={s.changer}
      quitter={s.quitter}
      decimales={s.champ.decimales ?? 0}
      unit="%"
    />
  )
}
