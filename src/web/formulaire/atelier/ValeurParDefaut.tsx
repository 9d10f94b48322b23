import type { Scalaire } from '#domain/formulaire/conditions.ts'
import type { Remarque } from '#domain/formulaire/constat.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import type { Formule } from '#domain/formulaire/formules.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import { Button } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import { EditeurDeFormule } from './Formule.tsx'
import css from './reglages.module.css'
import { SaisieValeur } from './SaisieValeur.tsx'

/** A value for them is one word, one number or one day. */
const TYPES: readonly Champ['type'][] = [
  ...(['texte', 'texte_long', 'nombre', 'montant', 'pourcentage', 'date'] as const),
  ...(['oui_non', 'case', 'choix', 'echelle', 'courriel'] as const),
]

export const aUneValeurParDefaut = (champ: Champ): boolean => TYPES.includes(champ.type)

type Regle = { si?: Parameters<typeof ConditionPhrase>[0]['condition'] } & ({ valeur: Scalaire } | { formule: Formule })
type Props = {
  champ: Champ
  sources: readonly Champ[]
  defauts: readonly Remarque[]
  onChange: (regles: Regle[] | undefined) => void
}

/** What the question says before anybody answers: a value or a formula, always or under a condition. */
export function ValeurParDefaut({ champ, sources, defauts, onChange }: Props) {
  const regles = ('defaut' in champ ? champ.defaut : undefined) ?? ([] as Regle[])
  const euros = grandeurDuChamp(champ) === 'montant'
  const calculable = grandeurDuChamp(champ) !== undefined
  const poser = (suite: Regle[]) => onChange(suite.length > 0 ? suite : undefined)
  return (
    <fieldset className={css.groupe}>
      <legend>Valeur donnée d’avance</legend>
      {regles.map((regle, i) => {
        const remplacer = (suite: Regle) => poser(regles.with(i, suite))
        const faute = defauts.find((d) => d.chemin.includes(`.defaut[${i}].`))?.message
        const formule = 'formule' in regle
        const { si } = regle
        const avecSi = si ? { si } : {}
        return (
          // Rules have no id: their place is their identity.
          <div key={i} className="pile" style={{ gap: '0.5rem' }}>
            {calculable && (
              <SelectField
                label={`Valeur ${i + 1} : vient`}
                value={formule ? 'formule' : 'valeur'}
                options={[
                  { value: 'valeur', label: 'd’une valeur fixe' },
                  { value: 'formule', label: 'd’une formule' },
                ]}
                onChange={(e) =>
                  remplacer(
                    e.target.value === 'formule'
                      ? { ...avecSi, formule: { constante: 0, grandeur: euros ? 'montant' : 'nombre' } }
                      : { ...avecSi, valeur: 0 },
                  )
                }
              />
            )}
            {formule ? (
              <EditeurDeFormule
                formule={regle.formule}
                sources={sources}
                onChange={(f) => remplacer({ ...avecSi, formule: f as Formule })}
              />
            ) : (
              <div className={css.phrase}>
                <span className="petit">Vaut</span>
                <SaisieValeur
                  champ={champ}
                  comparaison={{ champ: champ.id, op: 'egal', valeur: regle.valeur }}
                  onChange={(c) =>
                    'valeur' in c && !Array.isArray(c.valeur) && remplacer({ ...avecSi, valeur: c.valeur })
                  }
                />
              </div>
            )}
            <ConditionPhrase
              debut="Cette valeur s’applique"
              condition={si}
              sources={sources}
              faute={faute}
              onChange={(nouvelle) => {
                const { si: _, ...sans } = regle
                remplacer(nouvelle ? { ...sans, si: nouvelle } : sans)
              }}
            />
            <div>
              <Button small icon="supprimer" onClick={() => poser(regles.toSpliced(i, 1))}>
                Retirer cette valeur
              </Button>
            </div>
          </div>
        )
      })}
      <div>
        <Button small icon="ajouter" onClick={() => poser([...regles, { valeur: departDe(champ) }])}>
          Valeur d’avance
        </Button>
      </div>
    </fieldset>
  )
}

function departDe(champ: Champ): Scalaire {
  if (champ.type === 'choix') return champ.options[0]?.valeur ?? ''
  if (champ.type === 'oui_non' || champ.type === 'case') return true
  if (champ.type === 'echelle') return champ.min ?? 1
  return grandeurDuChamp(champ) ? 0 : ''
}
