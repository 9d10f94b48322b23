import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { type Execution, listerExecutions } from '#domain/integration/api.ts'
import { LIBELLES_ETATS } from '#domain/integration/etats.ts'
import { listerPlacements } from '#domain/referentiel/api.ts'
import { useRead } from '../../call.ts'
import { Tag } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure, nombre } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'

/** What came from outside: the runs of each source, and the établissements that could not be placed. */
export function PageExecutions() {
  const { onglet = 'executions', page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const aller = (search: { onglet: string; page?: string }) =>
    void naviguer({ to: '/gestion/integrations', search, replace: true })
  const rang = Number(page) || 1
  return (
    <Page
      title="Intégrations"
      intro="Les données publiques chargées dans le référentiel, avec leur source et leur licence."
    >
      <Card>
        <Tabs
          label="Intégrations"
          current={onglet}
          onChange={(cle) => aller({ onglet: cle })}
          tabs={[
            {
              key: 'executions',
              label: 'Imports',
              panel: () => <Executions page={rang} onPage={(p) => aller({ onglet: 'executions', page: String(p) })} />,
            },
            {
              key: 'placements',
              label: 'Établissements à placer',
              panel: () => <Placements page={rang} onPage={(p) => aller({ onglet: 'placements', page: String(p) })} />,
            },
          ]}
        />
      </Card>
    </Page>
  )
}

type Pages = { page: number; onPage: (page: number) => void }

function Executions({ page, onPage }: Pages) {
  const liste = useRead(listerExecutions, { query: { page } }, { keep: true })
  return (
    <Reading
      query={liste}
      isEmpty={(d) => d.total === 0}
      empty={<Empty icon="recharger" title="Aucun import pour l’instant." />}
    >
      {(data) => (
        <div className="pile">
          <Table
            caption="Imports, le dernier d’abord"
            captionHidden
            columns={[
              {
                key: 'source',
                title: 'Source',
                header: true,
                cell: (e: Execution) => (
                  <Link to="/gestion/integrations/$id" params={{ id: String(e.id) }}>
                    {e.libelle}
                  </Link>
                ),
              },
              { key: 'le', title: 'Le', cell: (e) => dateHeure(e.commencee_le) },
              { key: 'donnees', title: 'Données du', cell: (e) => (e.date_donnees ? date(e.date_donnees) : '—') },
              { key: 'etat', title: 'État', cell: (e) => <Tag>{LIBELLES_ETATS[e.etat]}</Tag> },
              { key: 'lues', title: 'Lues', numeric: true, cell: (e) => nombre(e.lues) },
              { key: 'creees', title: 'Créés', numeric: true, cell: (e) => nombre(e.creees) },
              { key: 'modifiees', title: 'Modifiés', numeric: true, cell: (e) => nombre(e.modifiees) },
              { key: 'rejetees', title: 'Rejetées', numeric: true, cell: (e) => nombre(e.rejetees) },
            ]}
            rows={data.elements}
            rowKey={(e) => e.id}
          />
          <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="import" onPage={onPage} />
        </div>
      )}
    </Reading>
  )
}

function Placements({ page, onPage }: Pages) {
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
          <Pagination
            page={data.page}
            parPage={data.par_page}
            total={data.total}
            noun="établissement"
            onPage={onPage}
          />
        </div>
      )}
    </Reading>
  )
}
