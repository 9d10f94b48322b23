import type { ChampChoixMultiple } from '#domain/formulaire/types/choix_multiple.ts'
import { CheckboxGroup } from '#web/ui/champs.tsx'
import { versOptions } from './choix.tsx'
import { autour, type Saisie } from './saisie.ts'

export function ChoixMultiple(s: Saisie<ChampChoixMultiple>) {
  const coches = Array.isArray(s.valeur) ? s.valeur.map(String) : []
  return (
    <CheckboxGroup
      {...autour(s)}
      name={s.id}
      options={versOptions(s.champ.options)}
      value={coches}
      onChange={(v) => s.changer(v, true)}
    />
  )
}
