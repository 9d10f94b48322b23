import type { ReactNode } from 'react'
import { idLibre } from '#domain/formulaire/references.ts'
import type { Colonne } from '#domain/formulaire/types/tableau.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { SelectField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import css from './reglages.module.css'

/** One element of a list with the buttons that move it and take it away. */
export function Element<T>({
  nom,
  liste,
  rang,
  minimum = 1,
  onChange,
  children,
}: {
  nom: string
  liste: readonly T[]
  rang: number
  /** Below, nothing is taken away. */
  minimum?: number
  onChange: (liste: T[]) => void
  children: ReactNode
}) {
  const monter = () => {
    const ici = liste[rang]
    if (ici !== undefined) onChange(liste.toSpliced(rang, 1).toSpliced(rang - 1, 0, ici))
  }
  return (
    <div className={css.option}>
      <div className="pile" style={{ gap: '0.35rem' }}>
        {children}
      </div>
      <span className="rang" style={{ gap: '0.1rem', flexWrap: 'nowrap' }}>
        <Button small aria-label={`Monter ${nom}`} disabled={rang === 0} onClick={monter}>
          Monter
        </Button>
        <IconButton
          small
          icon="supprimer"
          label={`Retirer ${nom}`}
          disabled={liste.length <= minimum}
          onClick={() => onChange(liste.toSpliced(rang, 1))}
        />
      </span>
    </div>
  )
}

const GENRES = [
  { value: 'nombre', label: 'des nombres' },
  { value: 'montant', label: 'des euros' },
  { value: 'texte', label: 'du texte' },
]

/** The id of a column is what is stored: it stays when its words change. */
export function Colonnes({ colonnes, onChange }: { colonnes: readonly Colonne[]; onChange: (v: Colonne[]) => void }) {
  const ajouter = () => {
    const libelle = `Colonne ${colonnes.length + 1}`
    onChange([...colonnes, { id: idLibre(libelle, new Set(colonnes.map((c) => c.id))), libelle, genre: 'nombre' }])
  }
  return (
    <fieldset className={css.groupe}>
      <legend>Colonnes</legend>
      {colonnes.map((c, i) => {
        const remplacer = (suite: Colonne) => onChange(colonnes.with(i, suite))
        return (
          <Element key={c.id} nom={`la colonne ${i + 1}`} liste={colonnes} rang={i} onChange={onChange}>
            <TextField
              label={`Colonne ${i + 1}`}
              value={c.libelle}
              onChange={(e) => remplacer({ ...c, libelle: e.target.value })}
            />
            <SelectField
              label={`Colonne ${i + 1} : on y met`}
              value={c.genre}
              options={GENRES}
              onChange={(e) => {
                const { id, libelle } = c
                const { value } = e.target
                remplacer({ id, libelle, genre: value === 'montant' || value === 'texte' ? value : 'nombre' })
              }}
            />
            {c.genre === 'nombre' && (
              <div className="rang">
                <TextField
                  label="Unité"
                  optional
                  short
                  value={c.unite ?? ''}
                  onChange={(e) => {
                    const { unite: _, ...autres } = c
                    remplacer(e.target.value ? { ...autres, unite: e.target.value } : autres)
                  }}
                />
                <TextField
                  label="Décimales"
                  optional
                  short
                  type="number"
                  value={c.decimales ?? ''}
                  onChange={(e) => {
                    const { decimales: _, ...autres } = c
                    const n = Math.round(Number(e.target.value))
                    remplacer(e.target.value ? { ...autres, decimales: n } : autres)
                  }}
                />
              </div>
            )}
          </Element>
        )
      })}
      <div>
        <Button small icon="ajouter" onClick={ajouter}>
          Colonne
        </Button>
      </div>
    </fieldset>
  )
}

type Ligne = { id: string; libelle: string }

export function Lignes({ lignes, onChange }: { lignes: readonly Ligne[]; onChange: (v: Ligne[]) => void }) {
  const neuve = (libelle: string, prises: readonly Ligne[]): Ligne => ({
    id: idLibre(libelle, new Set(prises.map((l) => l.id))),
    libelle: libelle.slice(0, 200),
  })
  return (
    <fieldset className={css.groupe}>
      <legend>Lignes</legend>
      {lignes.map((l, i) => (
        <Element key={l.id} nom={`la ligne ${i + 1}`} liste={lignes} rang={i} onChange={onChange}>
          <TextField
            label={`Ligne ${i + 1}`}
            value={l.libelle}
            onChange={(e) => onChange(lignes.with(i, { ...l, libelle: e.target.value }))}
          />
        </Element>
      ))}
      <div>
        <Button small icon="ajouter" onClick={() => onChange([...lignes, neuve(`Ligne ${lignes.length + 1}`, lignes)])}>
          Ligne
        </Button>
      </div>
      <details>
        <summary className="petit">Coller des lignes, une par ligne</summary>
        <TextAreaField
          label="Lignes du tableau"
          rows={4}
          onBlur={(e) => {
            const mots = e.target.value.split('\n').map((m) => m.trim())
            const dites = [...new Set(mots.filter(Boolean))].slice(0, 60)
            if (dites.length === 0) return
            const suite: Ligne[] = []
            for (const mot of dites) suite.push(neuve(mot, suite))
            onChange(suite)
            e.target.value = ''
          }}
        />
      </details>
    </fieldset>
  )
}
