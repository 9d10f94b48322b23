import { useState } from 'react'
import { listerValeurs } from '#domain/referentiel/api-listes.ts'
import { useRead } from '#web/call.ts'
import { FieldError, TextField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { nombre } from '#web/ui/format.ts'
import css from './Liste.module.css'

/** The values of a champ with how many établissements have each; those already chosen stay in view. */
export function ChoixDeValeurs({
  champ,
  valeurs,
  onChange,
  faute,
}: {
  champ: string
  valeurs: string[]
  onChange: (valeurs: string[]) => void
  faute?: string
}) {
  const [recherche, setRecherche] = useState('')
  const lues = useRead(listerValeurs, { query: { champ, recherche } }, { keep: true })
  const basculer = (code: string) =>
    onChange(valeurs.includes(code) ? valeurs.filter((v) => v !== code) : [...valeurs, code])
  return (
    <fieldset className="pile" style={{ border: 0, padding: 0, margin: 0 }}>
      <legend className="lecteur-seul">Valeurs</legend>
      <TextField
        label="Chercher une valeur"
        type="search"
        value={recherche}
        onChange={(e) => setRecherche(e.target.value)}
      />
      <FieldError error={faute} id="valeurs" />
      <Reading
        query={lues}
        isEmpty={(d) => d.elements.length === 0}
        empty={<p className="discret">Aucun établissement n’a de valeur ici.</p>}
      >
        {({ elements }) => (
          <div className={css.valeurs}>
            {elements.map((v) => (
              <label key={v.code}>
                <input
                  type="checkbox"
                  className={css.coche}
                  checked={valeurs.includes(v.code)}
                  onChange={() => basculer(v.code)}
                />
                <span>
                  {v.libelle} <span className="discret">({nombre(v.total)})</span>
                </span>
              </label>
            ))}
          </div>
        )}
      </Reading>
    </fieldset>
  )
}
