import { RadioGroup } from '#web/ui/champs.tsx'

/** As the civil status says it, which is what the service compares. */
export function SexeEtatCivil({
  id,
  valeur,
  changer,
}: {
  id: string
  valeur: unknown
  changer: (valeur: string) => void
}) {
  return (
    <RadioGroup
      name={`${id}-sexe`}
      label="Sexe à l’état civil"
      options={[
        { value: 'F', label: 'Féminin' },
        { value: 'M', label: 'Masculin' },
      ]}
      value={typeof valeur === 'string' ? valeur : ''}
      onChange={changer}
    />
  )
}
