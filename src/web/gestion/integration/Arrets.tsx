import type { Source } from '#domain/integration/api.ts'
import { DISPARUS, LIBELLES_DISPARUS, type Reglage } from '#domain/integration/reglages.ts'
import { SelectField, TextField } from '../../ui/champs.tsx'

type Props = {
  genre: Source['genre']
  valeurs: Reglage
  changer: (patch: Partial<Reglage>) => void
  erreur: (champ: string) => string | undefined
}

/** What makes a run wait for an agreement before it writes, and what becomes of what has left the file. */
export function Arrets({ genre, valeurs, changer, erreur }: Props) {
  const disparus = genre === 'etablissements' || genre === 'enregistrements' ? LIBELLES_DISPARUS[genre] : {}
  const seuil = (champ: 'arret_disparus' | 'arret_rejets' | 'arret_changements', label: string) => (
    <TextField
      label={label}
      help={champ === 'arret_disparus' ? undefined : 'Laissez vide pour ne jamais arrêter l’import.'}
      optional={champ !== 'arret_disparus'}
      short
      type="number"
      min={1}
      max={100}
      unit="%"
      required={champ === 'arret_disparus'}
      value={valeurs[champ] ?? ''}
      error={erreur(champ)}
      onChange={(e) => changer({ [champ]: e.target.value === '' ? null : Number(e.target.value) })}
    />
  )
  return (
    <>
      {seuil('arret_disparus', 'Attendre un accord si les lignes disparues dépassent')}
      {seuil('arret_rejets', 'Attendre un accord si les lignes écartées dépassent')}
      {seuil('arret_changements', 'Attendre un accord si les lignes connues qui changent dépassent')}
      {Object.keys(disparus).length > 0 && (
        <SelectField
          label="Ce qui n’est plus dans le fichier"
          help="Seul un fichier complet fait disparaître : là où il ne dit rien d’un département ou d’une année, rien ne bouge."
          options={DISPARUS.flatMap((d) => (disparus[d] ? [{ value: d, label: disparus[d] }] : []))}
          value={valeurs.disparus}
          onChange={(e) => changer({ disparus: DISPARUS.find((d) => d === e.target.value) ?? 'garder' })}
        />
      )}
    </>
  )
}
