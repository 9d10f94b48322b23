import type { Limites as Valeurs } from '#domain/teleservices/fiche.ts'
import { TextField } from '#web/ui/champs.tsx'

type Props = {
  limites: Valeurs | undefined
  fauteDe: (chemin: string) => string | undefined
  onChange: (limites: Valeurs | undefined) => void
}

const LIMITES = [
  ['total', 'Dossiers au plus, tous établissements réunis'],
  ['par_etablissement', 'Dossiers au plus par établissement'],
] as const

/** How many dossiers the téléservice takes in a period; without a number, as many as come. */
export function Limites({ limites, fauteDe, onChange }: Props) {
  return (
    <fieldset className="pile sans-bord">
      <legend>
        <h2>Places</h2>
      </legend>
      <p className="petit discret">
        Comptées au dépôt, par période du calendrier, ou par année scolaire sans calendrier. La fiche dit ce qu’il
        reste.
      </p>
      {LIMITES.map(([cle, libelle]) => (
        <TextField
          key={cle}
          label={libelle}
          optional
          short
          type="number"
          min={1}
          value={limites?.[cle] ?? ''}
          error={fauteDe(`limites.${cle}`)}
          onChange={(e) => {
            const { [cle]: _, ...autres } = limites ?? {}
            const suite = e.target.value === '' ? autres : { ...autres, [cle]: Number(e.target.value) }
            onChange(Object.keys(suite).length > 0 ? suite : undefined)
          }}
        />
      ))}
    </fieldset>
  )
}
