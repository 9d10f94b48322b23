import { Link } from '@tanstack/react-router'
import { listerTaches } from '#domain/referentiel/api-taches.ts'
import { useRead } from '#web/call.ts'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { pluriel } from '#web/ui/format.ts'
import { LigneDeTache } from './Ligne.tsx'
import css from './Taches.module.css'

/** What I have to do, late ones in front; done in one click. */
export function MesTaches() {
  const liste = useRead(listerTaches, { query: { par_page: 5 } })
  const retard = liste.data?.comptes.moi_en_retard ?? 0
  return (
    <Card
      title="Mes tâches"
      actions={
        <Link to="/gestion/taches" className="petit">
          {retard > 0 ? `Toutes, dont ${pluriel(retard, 'en retard', 'en retard')}` : 'Toutes les tâches'}
        </Link>
      }
    >
      <Reading
        query={liste}
        isEmpty={(d) => d.total === 0}
        empty={
          <p className="discret">Rien à faire pour vous : les tâches s’écrivent sur la fiche d’un établissement.</p>
        }
      >
        {(d) => (
          <ul className={css.liste}>
            {d.elements.map((t) => (
              <LigneDeTache key={t.id} tache={t} courte />
            ))}
          </ul>
        )}
      </Reading>
    </Card>
  )
}
