import type { Genre } from '#domain/referentiel/registre.ts'
import { DateField, type Option, SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'

const OUI_NON: Option[] = [
  { value: 'oui', label: 'Oui' },
  { value: 'non', label: 'Non' },
]

/** The field of one value, by its genre. `value` is text, whatever the genre. */
export function ChampSaisi({
  genre,
  options,
  long,
  unite,
  value,
  onChange,
  ...reste
}: {
  id?: string
  label: string
  genre: Genre
  options?: Option[]
  long?: boolean
  unite?: string | null
  help?: string
  error?: string
  optional?: boolean
  value: string
  onChange: (valeur: string) => void
}) {
  const suivre = (e: { target: { value: string } }) => onChange(e.target.value)
  if (genre === 'choix' || genre === 'booleen')
    return (
      <SelectField
        {...reste}
        empty={genre === 'booleen' ? 'Non renseigné' : 'Aucun'}
        options={genre === 'booleen' ? OUI_NON : (options ?? [])}
        value={value}
        onChange={suivre}
      />
    )
  if (genre === 'jour') return <DateField {...reste} value={value} onChange={suivre} />
  if (genre === 'texte')
    return long ? (
      <TextAreaField {...reste} rows={4} value={value} onChange={suivre} />
    ) : (
      <TextField {...reste} value={value} onChange={suivre} />
    )
  return (
    <TextField
      {...reste}
      short
      inputMode="decimal"
      unit={genre === 'montant' ? '€' : (unite ?? undefined)}
      value={value}
      onChange={suivre}
    />
  )
}
