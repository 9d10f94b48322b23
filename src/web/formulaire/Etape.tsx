import { Fragment } from 'react'
import { estVide } from '#domain/formulaire/conditions.ts'
import type { ChampDuParcours, EtapeDuParcours } from '#domain/formulaire/parcours.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { pluriel } from '#web/ui/format.ts'
import css from './formulaire.module.css'
import { NouveautesCourantes, useLireNouveautes } from './nouveautes.ts'
import { Question } from './Question.tsx'
import { ResteDuPlafond } from './ResteDuPlafond.tsx'
import { useRemplissageCourant } from './useRemplissage.ts'

/** The questions of one step, in one column; those that a new version of the form has brought are told. */
export function Etape({ etape }: { etape: EtapeDuParcours }) {
  const nouvelles = useLireNouveautes(useRemplissageCourant().cle)
  const aDonner = tous(etape.champs).filter((c) => nouvelles.has(c.champ.id) && estVide(c.valeur))
  return (
    <NouveautesCourantes value={nouvelles}>
      <div className={css.etape}>
        {aDonner.length > 0 && (
          <Alert
            kind="info"
            title={`Le formulaire a changé : ${pluriel(aDonner.length, 'question nouvelle', 'questions nouvelles')} dans cette étape`}
          >
            Vos autres réponses sont gardées.
          </Alert>
        )}
        {etape.champs.map((vu) => (
          <Fragment key={vu.chemin}>
            <Question vu={vu} />
            <ResteDuPlafond champ={vu.champ.id} />
          </Fragment>
        ))}
      </div>
    </NouveautesCourantes>
  )
}

const tous = (champs: ChampDuParcours[]): ChampDuParcours[] =>
  champs.flatMap((c) => [c, ...(c.lignes ?? []).flatMap((l) => l.champs)])
