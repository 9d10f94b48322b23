import type { Passage } from '#domain/instruction/suivi.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { dateHeure } from '#web/ui/format.ts'
import css from './Instruction.module.css'

const SENS = {
  ouverture: 'Ouverture de l’instruction',
  avance: 'Avancé',
  recul: 'Reculé',
  automatique: 'Avancé automatiquement',
} as const

/** What happened to a dossier, newest first: statut, day, author, reason. */
export function Passages({ passages, etapes = false }: { passages: Passage[]; etapes?: boolean }) {
  return (
    <ol className={css.passages}>
      {passages.map((p) => (
        <li key={p.id}>
          <div className="rang">
            <StatusBadge {...p.statut} />
            {etapes && <span className="discret petit">étape « {p.libelle_etape} »</span>}
          </div>
          <p className="petit">
            {SENS[p.sens]} le {dateHeure(p.le)}
            {p.auteur && ` par ${p.auteur}`}
            {p.de && `, depuis « ${p.de.libelle} »`}
          </p>
          {p.motif && <p className={css.motif}>« {p.motif} »</p>}
        </li>
      ))}
    </ol>
  )
}
