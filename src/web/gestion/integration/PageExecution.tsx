import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Execution, lireExecution, listerRejets } from '#domain/integration/api.ts'
import { useRead } from '../../call.ts'
import { Termes } from '../../referentiel/Identite.tsx'
import { Alert } from '../../ui/Alert.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure, nombre } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'

/** One run: received, read, changed, rejected with reasons. */
export function PageExecution() {
  const { id = '' } = useParams({ strict: false })
  const lecture = useRead(lireExecution, { params: { id: Number(id) } })
  return (
    <Reading query={lecture}>
      {(e) => (
        <Page
          title={e.libelle}
          crumbs={[{ label: 'Intégrations', to: '/gestion/integrations' }]}
          intro={`Import du ${dateHeure(e.commencee_le)}`}
        >
          {e.erreur && (
            <Alert kind="danger" title="Cet import a échoué">
              {e.erreur}
            </Alert>
          )}
          <Card title="Ce qui a été fait">
            <Termes lignes={lignesDe(e)} />
          </Card>
          <Card title="Lignes et valeurs écartées">
            <Rejets id={e.id} />
          </Card>
        </Page>
      )}
    </Reading>
  )
}

function lignesDe(e: Execution): [string, string][] {
  return [
    ['Éditeur', e.editeur],
    ['Licence', e.licence],
    ['Fichier', e.fichier],
    ['Données du', e.date_donnees ? date(e.date_donnees) : '—'],
    ['Durée', `${nombre(e.duree_ms / 1000)} s`],
    ['Lignes lues', `${nombre(e.lues)}, dont ${nombre(e.hors_champ)} hors du second degré`],
    ['Établissements', `${nombre(e.creees)} créés, ${nombre(e.modifiees)} modifiés, ${nombre(e.identiques)} inchangés`],
    ['Écartées', `${nombre(e.rejetees)} lignes, ${nombre(e.remarques)} valeurs`],
    ['À placer', nombre(e.mal_places)],
  ]
}

function Rejets({ id }: { id: number }) {
  const { page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const liste = useRead(listerRejets, { params: { id }, query: { page: Number(page) || 1 } }, { keep: true })
  return (
    <Reading query={liste} isEmpty={(d) => d.total === 0} empty={<Empty icon="coche" title="Rien n’a été écarté." />}>
      {(data) => (
        <div className="pile">
          <Table
            caption="Lignes et valeurs écartées"
            captionHidden
            columns={[
              { key: 'numero', title: 'Ligne', header: true, cell: (r) => nombre(r.numero) },
              { key: 'uai', title: 'UAI', cell: (r) => r.uai },
              { key: 'valeur', title: 'Valeur', cell: (r) => r.valeur },
              { key: 'raison', title: 'Raison', cell: (r) => r.raison },
              { key: 'suggestion', title: 'Suggestion', cell: (r) => r.suggestion ?? '—' },
            ]}
            rows={data.elements}
            rowKey={(r) => `${r.numero}-${r.champ ?? ''}`}
          />
          <Pagination
            page={data.page}
            parPage={data.par_page}
            total={data.total}
            noun="ligne"
            onPage={(p) => void naviguer({ to: '.', search: (s) => ({ ...s, page: String(p) }), resetScroll: false })}
          />
        </div>
      )}
    </Reading>
  )
}
