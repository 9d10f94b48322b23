import type { Champ } from '#domain/formulaire/definition.ts'
import type { ChampBlocRepetable } from '#domain/formulaire/types/bloc_repetable.ts'
import { Button } from '#web/ui/Button.tsx'
import { TextField } from '#web/ui/champs.tsx'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import css from './reglages.module.css'

type Minimums = NonNullable<ChampBlocRepetable['min_si']>

/** More rows wanted when answers say so: « deux devis dès 10 000 € ». */
export function MinimumSi({
  regles,
  sources,
  onChange,
}: {
  regles: Minimums
  sources: readonly Champ[]
  onChange: (v: Minimums | undefined) => void
}) {
  const poser = (suite: Minimums) => onChange(suite.length > 0 ? suite : undefined)
  const [source] = sources
  return (
    <fieldset className={css.groupe}>
      <legend>Lignes de plus selon les réponses</legend>
      {regles.map((regle, i) => {
        const remplacer = (patch: Partial<Minimums[number]>) => poser(regles.with(i, { ...regle, ...patch }))
        return (
          // Rules have no id: their place is their identity.
          <div key={i} className="pile" style={{ gap: '0.5rem' }}>
            <TextField
              label={`Règle ${i + 1} : lignes au moins`}
              type="number"
              short
              value={regle.min}
              onChange={(e) => remplacer({ min: Math.max(1, Math.round(Number(e.target.value))) })}
            />
            <ConditionPhrase
              debut={`Il faut ${regle.min} ligne${regle.min > 1 ? 's' : ''}`}
              condition={regle.condition}
              sources={sources}
              onChange={(condition) => (condition ? remplacer({ condition }) : poser(regles.toSpliced(i, 1)))}
            />
            <TextField
              label={`Règle ${i + 1} : ce qu’on dit quand il en manque`}
              value={regle.message}
              onChange={(e) => remplacer({ message: e.target.value })}
            />
          </div>
        )
      })}
      {source ? (
        <div>
          <Button
            small
            icon="ajouter"
            onClick={() =>
              poser([
                ...regles,
                { condition: { champ: source.id, op: 'rempli' }, min: 2, message: 'Ajoutez au moins 2 lignes.' },
              ])
            }
          >
            Minimum selon une condition
          </Button>
        </div>
      ) : (
        <p className="petit discret">Aucune question placée avant ne peut servir ici.</p>
      )}
    </fieldset>
  )
}
