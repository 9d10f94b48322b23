import type { Instruction } from '#domain/instruction/suivi.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { Card } from '#web/ui/Card.tsx'
import { dateHeure } from '#web/ui/format.ts'
import css from './dossiers.module.css'

/** What happened, the newest first, in the words of the établissement. */
export function Historique({ suivi }: { suivi: Instruction }) {
  return (
    <Card title="Historique">
      <ol className={css.histoire}>
        {suivi.historique.map((p) => (
          <li key={p.id}>
            <StatusBadge couleur={p.statut.couleur} icone={p.statut.icone} libelle={p.statut.libelle} />
            <span className="discret petit">
              {p.libelle_etape}, {dateHeure(p.le)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  )
}
