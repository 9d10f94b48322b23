import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { LIBELLES_FUSION } from '#domain/referentiel/fusion.ts'
import { listerFusions } from '#domain/referentiel/fusion-api.ts'
import { useRead } from '#web/call.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date } from '#web/ui/format.ts'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Table } from '#web/ui/Table.tsx'

export const ETATS_FUSION = { prevue: 'Prévue', executee: 'Faite', annulee: 'Annulée' } as const

/** Fusions and scissions, latest first. */
export function ListeFusions() {
  const { page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const liste = useRead(listerFusions, { query: { page: Number(page) || 1 } }, { keep: true })
  return (
    <Reading
      query={liste}
      isEmpty={(d) => d.total === 0}
      empty={
        <Empty icon="archive" title="Aucune fusion pour l’instant.">
          <p>Une fusion se prépare depuis la fiche d’un établissement, ou depuis un rapprochement.</p>
        </Empty>
      }
    >
      {(data) => (
        <div className="pile">
          <Table
            caption="Fusions et scissions"
            captionHidden
            rows={data.elements}
            rowKey={(f) => f.id}
            columns={[
              {
                key: 'quoi',
                title: 'Fusion',
                header: true,
                cell: (f) => (
                  <Link to="/gestion/fusions/$id" params={{ id: String(f.id) }}>
                    {f.genre === 'scission'
                      ? `${f.origines[0]?.nom ?? ''} divisé`
                      : `${f.origines.map((o) => o.nom).join(', ')} dans ${f.survivant.nom}`}
                  </Link>
                ),
              },
              { key: 'genre', title: 'Genre', cell: (f) => LIBELLES_FUSION[f.genre] },
              {
                key: 'date',
                title: 'Date d’effet',
                cell: (f) => <span className="insecable">{date(f.date_effet)}</span>,
              },
              { key: 'etat', title: 'État', cell: (f) => <Tag>{ETATS_FUSION[f.etat]}</Tag> },
              { key: 'par', title: 'Par', cell: (f) => f.prevue_par },
            ]}
          />
          <Pagination
            page={data.page}
            parPage={data.par_page}
            total={data.total}
            noun="fusion"
            onPage={(p) => void naviguer({ to: '.', search: (s) => ({ ...s, page: String(p) }), resetScroll: false })}
          />
        </div>
      )}
    </Reading>
  )
}
