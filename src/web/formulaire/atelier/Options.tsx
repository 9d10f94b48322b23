import { idLibre } from '#domain/formulaire/references.ts'
import type { Option } from '#domain/formulaire/types/options.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { TextAreaField, TextField } from '#web/ui/champs.tsx'
import css from './reglages.module.css'

/** The value of an option is what is stored: it follows the words of a new one, then stays. */
export function Options({ options, onChange }: { options: readonly Option[]; onChange: (v: Option[]) => void }) {
  const neuve = (libelle: string): Option => ({
    valeur: idLibre(libelle, new Set(options.map((o) => o.valeur))),
    libelle,
  })
  return (
    <fieldset className={css.groupe}>
      <legend>Options</legend>
      {options.map((o, i) => (
        <div key={i} className={css.option}>
          <TextField
            label={`Option ${i + 1}`}
            value={o.libelle}
            onChange={(e) => onChange(options.with(i, { ...o, libelle: e.target.value }))}
          />
          <span className="rang" style={{ gap: '0.1rem', flexWrap: 'nowrap' }}>
            <Button
              small
              aria-label={`Monter l’option ${i + 1}`}
              disabled={i === 0}
              onClick={() => onChange(options.toSpliced(i, 1).toSpliced(i - 1, 0, o))}
            >
              Monter
            </Button>
            <IconButton
              small
              icon="supprimer"
              label={`Retirer l’option ${i + 1}`}
              onClick={() => onChange(options.toSpliced(i, 1))}
            />
          </span>
        </div>
      ))}
      <div>
        <Button small icon="ajouter" onClick={() => onChange([...options, neuve(`Option ${options.length + 1}`)])}>
          Option
        </Button>
      </div>
      <details>
        <summary className="petit">Coller une liste, une option par ligne</summary>
        <TextAreaField
          label="Liste d’options"
          rows={4}
          onBlur={(e) => {
            const mots = e.target.value.split('\n').map((m) => m.trim())
            const lignes = [...new Set(mots.filter(Boolean))]
            if (lignes.length < 2) return
            const pris = new Set<string>()
            onChange(
              lignes.slice(0, 500).map((libelle) => {
                const valeur = idLibre(libelle, pris)
                pris.add(valeur)
                return { valeur, libelle: libelle.slice(0, 300) }
              }),
            )
            e.target.value = ''
          }}
        />
      </details>
    </fieldset>
  )
}
