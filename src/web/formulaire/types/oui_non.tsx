import type { ChampOuiNon } from '#domain/formulaire/types/oui_non.ts'
import { RadioGroup } from '#web/ui/champs.tsx'
import css from '../formulaire.module.css'
import { Effacer } from './effacer.tsx'
import { autour, type Saisie } from './saisie.ts'

const OPTIONS = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
]

export function OuiNon(s: Saisie<ChampOuiNon>) {
  const choisi = typeof s.valeur === 'boolean' ? (s.valeur ? 'oui' : 'non') : undefined
  return (
    <div className={css.enLigne}>
      <RadioGroup
        {...autour(s)}
        name={s.id}
        options={OPTIONS}
        value={choisi}
        onChange={(v) => s.changer(v === 'oui', true)}
      />
      {s.facultatif && choisi && <Effacer {...s} />}
    </div>
  )
}
