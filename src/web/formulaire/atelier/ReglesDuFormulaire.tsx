import type { ReactNode } from 'react'
import type { Condition } from '#domain/formulaire/conditions.ts'
import type { Remarque } from '#domain/formulaire/constat.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import type { Regles } from '#domain/formulaire/edition.ts'
import { usagesDe } from '#domain/formulaire/nommees.ts'
import { idLibre } from '#domain/formulaire/references.ts'
import { Button } from '#web/ui/Button.tsx'
import { CheckboxField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { useAtelier } from './atelier.ts'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import { PlafondsAnnuels } from './PlafondsAnnuels.tsx'
import css from './reglages.module.css'
import { ServiceDeLaRegle } from './ServiceDeLaRegle.tsx'
import { toutesLesSources } from './sources.ts'

/** Conditions with a name, and the rules of the whole form: who may ask, until when, and who receives. */
export function ReglesDuFormulaire({ defauts }: { defauts: readonly Remarque[] }) {
  const { etat, geste } = useAtelier()
  const { conditions, eligibilite, calendrier, routage, plafonds, cosignataires } = etat.ebauche
  const sources = toutesLesSources(etat.ebauche)
  const [source] = sources
  const poser = (patch: Regles, cle: string) =>
    geste.editer(
      {
        op: 'changer_regles',
        regles: { conditions, eligibilite, calendrier, routage, plafonds, cosignataires, ...patch },
      },
      'Règles modifiées',
      `regles.${cle}`,
    )
  const fauteDe = (chemin: string) => defauts.find((d) => d.chemin.startsWith(chemin))?.message
  if (!source)
    return <p className="petit discret">Ajoutez une question pour écrire des conditions nommées et des règles.</p>
  const depart: Condition = { champ: source.id, op: 'rempli' }
  const nommer = () => {
    const pris = new Set(conditions?.map((c) => c.id))
    const neuve = { id: idLibre('condition', pris), nom: `Condition ${pris.size + 1}`, condition: depart }
    poser({ conditions: [...(conditions ?? []), neuve] }, 'conditions')
  }
  return (
    <>
      <Groupe titre="Conditions nommées" mot="Condition" ajouter={nommer}>
        {conditions?.map((c, i) => {
          const remplacer = (patch: Partial<typeof c>) =>
            poser({ conditions: conditions.with(i, { ...c, ...patch }) }, `conditions.${i}.${Object.keys(patch)[0]}`)
          const usages = usagesDe(etat.ebauche, c.id)
          return (
            <div key={c.id} className="pile" style={{ gap: '0.5rem' }}>
              <TextField
                label={`Nom de la condition ${i + 1}`}
                error={fauteDe(`conditions[${i}].nom`)}
                value={c.nom}
                onChange={(e) => remplacer({ nom: e.target.value })}
              />
              <ConditionPhrase
                debut={`« ${c.nom} » est remplie`}
                condition={c.condition}
                sources={sources}
                faute={fauteDe(`conditions[${i}].condition`)}
                onChange={(condition) =>
                  condition ? remplacer({ condition }) : poser({ conditions: conditions.toSpliced(i, 1) }, 'conditions')
                }
              />
              <p className="petit discret">
                {usages.length > 0 ? `Sert à : ${usages.join(', ')}.` : 'Ne sert encore nulle part.'}
              </p>
            </div>
          )
        })}
      </Groupe>
      <Groupe
        titre="Éligibilité"
        mot="Règle d’éligibilité"
        ajouter={() => poser({ eligibilite: [...(eligibilite ?? []), { si: depart, message: '' }] }, 'eligibilite')}
      >
        {eligibilite?.map((r, i) => (
          <Regle
            key={i}
            debut="La demande est refusée au dépôt"
            si={r.si}
            sources={sources}
            faute={fauteDe(`eligibilite[${i}].si`)}
            onChange={(si) =>
              poser(
                { eligibilite: si ? eligibilite.with(i, { ...r, si }) : eligibilite.toSpliced(i, 1) },
                'eligibilite',
              )
            }
          >
            <TextAreaField
              label={`Éligibilité ${i + 1} : ce qu’on dit à l’usager`}
              rows={2}
              error={fauteDe(`eligibilite[${i}].message`)}
              value={r.message}
              onChange={(e) =>
                poser({ eligibilite: eligibilite.with(i, { ...r, message: e.target.value }) }, `eligibilite.${i}`)
              }
            />
          </Regle>
        ))}
      </Groupe>
      <Groupe
        titre="Calendrier selon les réponses"
        mot="Règle de calendrier"
        ajouter={() => poser({ calendrier: [...(calendrier ?? []), { si: depart, message: '' }] }, 'calendrier')}
      >
        {calendrier?.map((r, i) => {
          const remplacer = (patch: Partial<typeof r>) => {
            const suite = Object.fromEntries(Object.entries({ ...r, ...patch }).filter(([, v]) => v !== undefined))
            // The keys of a rule, those taken away left out.
            poser({ calendrier: calendrier.with(i, suite as typeof r) }, `calendrier.${i}.${Object.keys(patch)[0]}`)
          }
          return (
            <Regle
              key={i}
              debut="Le dépôt suit ces dates"
              si={r.si}
              sources={sources}
              faute={fauteDe(`calendrier[${i}].si`)}
              onChange={(si) =>
                si ? remplacer({ si }) : poser({ calendrier: calendrier.toSpliced(i, 1) }, 'calendrier')
              }
            >
              {(['ouvre_le', 'ferme_le'] as const).map((cle) => (
                <TextField
                  key={cle}
                  label={`Calendrier ${i + 1} : ${cle === 'ouvre_le' ? 'à partir du' : 'jusqu’au'}`}
                  type="date"
                  short
                  optional
                  error={fauteDe(`calendrier[${i}].${cle}`)}
                  value={r[cle] ?? ''}
                  onChange={(e) => remplacer({ [cle]: e.target.value || undefined })}
                />
              ))}
              <TextAreaField
                label={`Calendrier ${i + 1} : ce qu’on dit hors de ces dates`}
                rows={2}
                error={fauteDe(`calendrier[${i}].message`)}
                value={r.message}
                onChange={(e) => remplacer({ message: e.target.value })}
              />
            </Regle>
          )
        })}
      </Groupe>
      <Groupe
        titre="Orientation des dossiers"
        mot="Règle d’orientation"
        ajouter={() => poser({ routage: [...(routage ?? []), { si: depart, service: '' }] }, 'routage')}
      >
        {routage?.map((r, i) => (
          <Regle
            key={i}
            debut="Le dossier est orienté"
            si={r.si}
            sources={sources}
            faute={fauteDe(`routage[${i}].si`)}
            onChange={(si) =>
              poser({ routage: si ? routage.with(i, { ...r, si }) : routage.toSpliced(i, 1) }, 'routage')
            }
          >
            <ServiceDeLaRegle
              rang={i}
              service={r.service}
              faute={fauteDe(`routage[${i}].service`)}
              onChange={(service) => poser({ routage: routage.with(i, { ...r, service }) }, `routage.${i}`)}
            />
          </Regle>
        ))}
      </Groupe>
      <PlafondsAnnuels sources={sources} fauteDe={fauteDe} poser={poser} />
      <CheckboxField
        label="L’adjoint gestionnaire signe avant le dépôt"
        help="Le chef d’établissement ne dépose qu’après sa signature ; elle est à refaire si une réponse change."
        checked={cosignataires?.includes('gestionnaire') ?? false}
        onChange={(e) => poser({ cosignataires: e.target.checked ? ['gestionnaire'] : undefined }, 'cosignataires')}
      />
    </>
  )
}

function Groupe({
  titre,
  mot,
  ajouter,
  children,
}: {
  titre: string
  mot: string
  ajouter: () => void
  children: ReactNode
}) {
  return (
    <fieldset className={css.groupe}>
      <legend>{titre}</legend>
      {children}
      <div>
        <Button small icon="ajouter" onClick={ajouter}>
          {mot}
        </Button>
      </div>
    </fieldset>
  )
}

/** Rules have no id: their place is their identity. */
function Regle(p: {
  debut: string
  si: Condition
  sources: readonly Champ[]
  faute?: string
  onChange: (si: Condition | undefined) => void
  children: ReactNode
}) {
  return (
    <div className="pile" style={{ gap: '0.5rem' }}>
      <ConditionPhrase debut={p.debut} condition={p.si} sources={p.sources} faute={p.faute} onChange={p.onChange} />
      {p.children}
    </div>
  )
}
