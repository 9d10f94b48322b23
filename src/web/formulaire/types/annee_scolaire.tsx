import { anneesProposees, type ChampAnneeScolaire } from '#domain/formulaire/types/annee_scolaire.ts'
import { jourLocal } from '#domain/heure.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { autour, type Saisie, texteDe } from './saisie.ts'

export function AnneeScolaire(s: Saisie<ChampAnneeScolaire>) {
  const choisie = texteDe(s.valeur)
  const annees = anneesProposees(s.champ, jourLocal(new Date()))
  const options = annees.map((a) => ({ value: a, label: a }))
  const disparue = choisie !== '' && !annees.includes(choisie)
  return (
    <SelectField
      {...autour(s)}
      empty="Choisir…"
      options={disparue ? [{ value: choisie, label: `${choisie} (n’est plus proposée)` }, ...options] : options}
      value={choisie}
      onChange={(e) => s.changer(e.target.value, true)}
      onBlur={s.quitter}
    />
  )
}
