import type { Champ, PlafondAnnuel } from '#domain/formulaire/definition.ts'
import type { Regles } from '#domain/formulaire/edition.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import { Button } from '#web/ui/Button.tsx'
import { SelectField, TextField } from '#web/ui/champs.tsx'
import { useAtelier } from './atelier.ts'
import { ConditionPhrase } from './ConditionPhrase.tsx'
import css from './reglages.module.css'

type Props = {
  sources: readonly Champ[]
  fauteDe: (chemin: string) => string | undefined
  poser: (patch: Regles, cle: string) => void
}

/** What the dossiers of one établissement may ask in all, in a year. */
export function PlafondsAnnuels({ sources, fauteDe, poser }: Props) {
  const plafonds = useAtelier().etat.ebauche.plafonds ?? []
  const comptables = sources.filter((c) => grandeurDuChamp(c) !== undefined)
  const [premier] = comptables
  const changer = (i: number, plafond: PlafondAnnuel | undefined, cle = '') =>
    poser(
      { plafonds: plafond ? plafonds.with(i, plafond) : plafonds.toSpliced(i, 1) },
      plafond ? `plafonds.${i}.${cle}` : 'plafonds',
    )
  return (
    <fieldset className={css.groupe}>
      <legend>Plafonds annuels par établissement</legend>
      {plafonds.map((p, i) => (
        // Rules have no id: their place is their identity.
        <Plafond
          key={i}
          rang={i}
          plafond={p}
          comptables={comptables}
          sources={sources}
          fauteDe={fauteDe}
          changer={(plafond, cle) => changer(i, plafond, cle)}
        />
      ))}
      {premier ? (
        <div>
          <Button
            small
            icon="ajouter"
            onClick={() =>
              poser({ plafonds: [...plafonds, { champ: premier.id, max: 0, annee: 'civile' }] }, 'plafonds')
            }
          >
            Plafond annuel
          </Button>
        </div>
      ) : (
        <p className="petit discret">Ajoutez un nombre ou un montant pour en plafonner le total de l’année.</p>
      )}
    </fieldset>
  )
}

const FIXE = ''

function Plafond({
  rang,
  plafond: p,
  comptables,
  sources,
  fauteDe,
  changer,
}: {
  rang: number
  plafond: PlafondAnnuel
  comptables: readonly Champ[]
  changer: (plafond: PlafondAnnuel | undefined, cle: string) => void
} & Pick<Props, 'sources' | 'fauteDe'>) {
  const compte = comptables.find((c) => c.id === p.champ)
  const grandeur = grandeurDuChamp(compte)
  const facteur = grandeur === 'montant' ? 100 : 1
  const nom = (quoi: string) => `Plafond ${rang + 1} : ${quoi}`
  const options = (champs: readonly Champ[]) => champs.map((c) => ({ value: c.id, label: c.libelle || c.id }))
  return (
    <div className="pile" style={{ gap: '0.5rem' }}>
      <SelectField
        label={nom('on additionne')}
        error={fauteDe(`plafonds[${rang}].champ`)}
        options={options(comptables)}
        value={p.champ}
        onChange={(e) => changer({ ...p, champ: e.target.value }, 'champ')}
      />
      <SelectField
        label={nom('sur')}
        options={[
          { value: 'civile', label: 'l’année civile' },
          { value: 'scolaire', label: 'l’année scolaire' },
        ]}
        value={p.annee}
        onChange={(e) => changer({ ...p, annee: e.target.value === 'scolaire' ? 'scolaire' : 'civile' }, 'annee')}
      />
      <SelectField
        label={nom('au plus')}
        error={fauteDe(`plafonds[${rang}].max`)}
        options={[
          { value: FIXE, label: 'une valeur fixe' },
          ...options(comptables.filter((c) => c.id !== p.champ && grandeurDuChamp(c) === grandeur)),
        ]}
        value={typeof p.max === 'object' ? p.max.champ : FIXE}
        onChange={(e) => changer({ ...p, max: e.target.value === FIXE ? 0 : { champ: e.target.value } }, 'max')}
      />
      {typeof p.max === 'number' && (
        <TextField
          label={nom('valeur')}
          unit={grandeur === 'montant' ? '€' : undefined}
          short
          type="number"
          min={0}
          value={p.max / facteur}
          onChange={(e) => changer({ ...p, max: Math.round(Number(e.target.value) * facteur) }, 'max')}
        />
      )}
      {p.si ? (
        <ConditionPhrase
          debut="Un dossier compte"
          condition={p.si}
          sources={sources}
          faute={fauteDe(`plafonds[${rang}].si`)}
          onChange={(si) => {
            const { si: _, ...sans } = p
            changer(si ? { ...p, si } : sans, 'si')
          }}
        />
      ) : (
        <p className="petit discret">Tous les dossiers déposés comptent, sauf les refus notifiés.</p>
      )}
      <div className="rang">
        {!p.si && sources[0] && (
          <Button small onClick={() => changer({ ...p, si: { champ: sources[0]?.id ?? '', op: 'rempli' } }, 'si')}>
            Seulement si…
          </Button>
        )}
        <Button
          small
          icon="supprimer"
          onClick={() => changer(undefined, '')}
          aria-label={`Retirer le plafond ${rang + 1}`}
        >
          Retirer
        </Button>
      </div>
    </div>
  )
}
