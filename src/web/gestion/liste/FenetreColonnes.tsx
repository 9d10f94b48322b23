import { useState } from 'react'
import type { Tri } from '#domain/referentiel/liste.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import type { Catalogue, Colonnes } from './etat.ts'
import css from './Liste.module.css'

type Props = {
  choisies: string[]
  tris: Tri[]
  colonnes: Colonnes
  catalogue: Catalogue
  onValider: (choisies: string[], tris: Tri[]) => void
}

const TRIS_MAX = 3

/** What the list shows, in which order, and by what it is sorted. */
export function FenetreColonnes({ choisies, tris, colonnes, catalogue, onValider }: Props) {
  const [codes, setCodes] = useState(choisies)
  const [ordres, setOrdres] = useState(tris)
  const basculer = (code: string) => setCodes((c) => (c.includes(code) ? c.filter((v) => v !== code) : [...c, code]))
  const monter = (i: number) =>
    setCodes((c) => c.map((code, j) => (j === i - 1 ? (c[i] ?? code) : j === i ? (c[i - 1] ?? code) : code)))
  const groupes = colonnes.familles.map((f) => ({
    label: f.libelle,
    options: colonnes.colonnes.filter((c) => c.famille === f.code).map((c) => ({ value: c.code, label: c.libelle })),
  }))
  const trier = (rang: number, tri: Tri | undefined) =>
    setOrdres((o) => (tri ? [...o.slice(0, rang), tri, ...o.slice(rang + 1)] : o.filter((_, i) => i !== rang)))
  return (
    <form
      className="pile"
      onSubmit={(e) => {
        e.preventDefault()
        onValider(codes, ordres)
      }}
    >
      <h3>Colonnes montrées</h3>
      {codes.length === 0 && <p className="discret">Les colonnes habituelles.</p>}
      <ol className={css.ordre}>
        {codes.map((code, i) => (
          <li key={code}>
            <span>{catalogue.get(code)?.libelle ?? code}</span>
            <span className="rang">
              {i > 0 && (
                <Button small kind="discret" onClick={() => monter(i)}>
                  Monter<span className="lecteur-seul"> {catalogue.get(code)?.libelle}</span>
                </Button>
              )}
              <IconButton
                small
                icon="effacer"
                label={`Retirer ${catalogue.get(code)?.libelle ?? code}`}
                onClick={() => basculer(code)}
              />
            </span>
          </li>
        ))}
      </ol>
      <h3>Ordre</h3>
      {Array.from({ length: Math.min(TRIS_MAX, ordres.length + 1) }, (_, i) => i).map((i) => (
        <div key={i} className={css.trois}>
          <SelectField
            label={i === 0 ? 'Trier par' : 'Puis par'}
            empty={i === 0 ? 'La pertinence, puis le nom' : 'Rien de plus'}
            value={ordres[i]?.code ?? ''}
            groups={groupes}
            onChange={(e) =>
              trier(i, e.target.value ? { code: e.target.value, sens: ordres[i]?.sens ?? 'asc' } : undefined)
            }
          />
          {ordres[i] && (
            <SelectField
              label="Sens"
              value={ordres[i]?.sens}
              options={[
                { value: 'asc', label: 'Croissant' },
                { value: 'desc', label: 'Décroissant' },
              ]}
              onChange={(e) => trier(i, { code: ordres[i]?.code ?? '', sens: e.target.value as Tri['sens'] })}
            />
          )}
        </div>
      ))}
      <h3>Ajouter des colonnes</h3>
      {colonnes.familles.map((f) => (
        <details key={f.code}>
          <summary>{f.libelle}</summary>
          <fieldset className={css.colonnes}>
            <legend className="lecteur-seul">{f.libelle}</legend>
            {colonnes.colonnes
              .filter((c) => c.famille === f.code && c.code !== 'nom')
              .map((c) => (
                <label key={c.code}>
                  <input
                    type="checkbox"
                    className={css.coche}
                    checked={codes.includes(c.code)}
                    onChange={() => basculer(c.code)}
                  />
                  {c.libelle}
                </label>
              ))}
          </fieldset>
        </details>
      ))}
      <div className="rang">
        <Button kind="principal" type="submit">
          Appliquer
        </Button>
        <Button onClick={() => setCodes([])}>Revenir aux colonnes habituelles</Button>
      </div>
    </form>
  )
}
