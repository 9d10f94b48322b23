import type { EtapeDuParcours } from '#domain/formulaire/parcours.ts'
import css from './formulaire.module.css'
import { Question } from './Question.tsx'

/** The questions of one step, in one column. */
export function Etape({ etape }: { etape: EtapeDuParcours }) {
  return (
    <div className={css.etape}>
      {etape.champs.map((vu) => (
        <Question key={vu.chemin} vu={vu} />
      ))}
    </div>
  )
}
