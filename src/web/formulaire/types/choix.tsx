import { type ChampChoix, presentationDe } from '#domain/formulaire/types/choix.ts'
import type { Option } from '#domain/formulaire/types/options.ts'
import { RadioGroup, SelectField } from '#web/ui/champs.tsx'
import { Effacer } from './effacer.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export const versOptions = (options: readonly Option[]) =>
  options.map((o) => ({ value: o.valeur, label: o.libelle, help: o.aide }))

export function Choix(s: Saisie<ChampChoix>) {
  const choisi = texteDe(s.valeur)
  const options = versOptions(s.champ.options)
  // An option that has gone is shown until one chooses again.
  const disparue = choisi !== '' && !options.some((o) => o.value === choisi)
  const toutes = disparue ? [...options, { value: choisi, label: `${choisi} (n’est plus proposé)` }] : options
  if (presentationDe(s.champ) === 'liste')
    return (
      <SelectField
        {...autour(s)}
        empty="Choisir…"
        options={toutes}
        value={choisi}
        onChange={(e) => s.changer(e.target.value, true)}
        onBlur={s.quitter}
      />
    )
  return (
    <div>
      <RadioGroup
        {...autour(s)}
        name={s.id}
        options={toutes}
        value={choisi || undefined}
        onChange={(v) => s.changer(v, true)}
      />
      {s.facultatif && choisi && <Effacer {...s} />}
    </div>
  )
}
