import type { Orientation } from '#domain/instruction/suivi.ts'
import { dateHeure } from '#web/ui/format.ts'
import css from './Instruction.module.css'

/** How the dossier came to its service: the rule of the form, then each agent who sent it elsewhere. */
export function Orientations({ orientations }: { orientations: Orientation[] }) {
  if (orientations.length === 0) return null
  return (
    <>
      <h3>Service qui traite le dossier</h3>
      <ol className={css.passages}>
        {orientations.map((o) => (
          <li key={o.id}>
            <strong>{o.vers ?? 'Aucun service'}</strong>
            <p className="petit">
              le {dateHeure(o.le)} par {o.auteur}
              {o.de && `, depuis « ${o.de} »`}
            </p>
            <p className={css.motif}>{o.motif}</p>
          </li>
        ))}
      </ol>
    </>
  )
}
