import { Link } from '@tanstack/react-router'
import type { TableauDeBord } from '#domain/instruction/tableaux.ts'
import { dateHeure, depuis } from '#web/ui/format.ts'
import css from './TableauDeBord.module.css'

/** What has just happened in my périmètre, newest first. */
export function Evenements({ evenements }: { evenements: TableauDeBord['derniers_evenements'] }) {
  if (evenements.length === 0) return <p className="discret">Rien ne s’est encore passé.</p>
  return (
    <ol className={css.evenements}>
      {evenements.map((e) => (
        <li key={e.id}>
          <p>
            <strong>{e.acteur}</strong> : {e.phrase}
          </p>
          <p className="discret petit">
            <time dateTime={e.le} title={dateHeure(e.le)}>
              {depuis(e.le)}
            </time>
            {' · '}
            <Link to="/gestion/dossiers/$cle" params={{ cle: e.dossier.cle }}>
              {[e.dossier.numero, e.dossier.objet].filter(Boolean).join(' ') || 'Voir le dossier'}
            </Link>
            {' · '}
            {e.etablissement.nom}
          </p>
        </li>
      ))}
    </ol>
  )
}
