import { Link } from '@tanstack/react-router'
import { listerPlacements } from '#domain/referentiel/api.ts'
import { useRead } from '../../call.ts'
import { Empty, Reading } from '../../ui/etats.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import { usePage } from './page.ts'

/** Établissements whose commune, canton or position is missing or doubtful. */
export function Placements() {
  const { page, aller } = usePage()
  const liste = useRead(listerPlacements, { query: { page } }, { keep: true })
  return (
    <Reading
      query={liste}
      isEmpty={(d) => d.total === 0}
      empty={<Empty icon="coche" title="Tous les établissements sont placés." />}
    >
      {(data) => (
        <div className="pile">
          <p className="discret">
            Ces établissements sont gardés et visibles ; leur commune, leur canton ou leur position restent à préciser.
          </p>
          <Table
            caption="Établissements à placer"
            captionHidden
            columns={[
              {
                key: 'nom',
                title: 'Établissement',
                header: true,
                cell: (m) => (
                  <Link to="/gestion/etablissements/$uai" params={{ uai: m.uai }}>
                    {m.nom}
                  </Link>
                ),
              },
              { key: 'uai', title: 'UAI', cell: (m) => m.uai },
              { key: 'commune', title: 'Commune', cell: (m) => m.commune ?? '—' },
              { key: 'departement', title: 'Département', cell: (m) => m.departement ?? '—' },
              { key: 'raison', title: 'Raison', cell: (m) => m.message },
            ]}
            rows={data.elements}
            rowKey={(m) => m.uai}
          />
          <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="établissement" onPage={aller} />
        </div>
      )}
    </Reading>
  )
}
