import { Link } from '@tanstack/react-router'
import { listerExecutions } from '#domain/integration/api.ts'
import { ETATS_EXECUTION, estFinie, LIBELLES_ETATS } from '#domain/integration/etats.ts'
import { useRead } from '../../call.ts'
import { SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure, nombre } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import { EtatImport } from './EtatImport.tsx'
import css from './Integration.module.css'
import { usePage } from './page.ts'

/** The runs, of all sources or of one. */
export function Imports({ source }: { source?: string }) {
  const { page, aller, recherche, changer } = usePage()
  const etat = ETATS_EXECUTION.find((e) => e === recherche.etat)
  const liste = useRead(listerExecutions, { query: { page, source, etat } }, { keep: true, refetchInterval: 5_000 })
  return (
    <div className="pile">
      <div className={css.filtres}>
        <SelectField
          label="État"
          empty="Tous les états"
          options={ETATS_EXECUTION.map((e) => ({ value: e, label: LIBELLES_ETATS[e] }))}
          value={etat ?? ''}
          onChange={(e) => changer({ etat: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="recharger" title={etat ? 'Aucun import dans cet état.' : 'Aucun import pour l’instant.'} />}
      >
        {(data) => (
          <>
            <Table
              caption="Imports, le dernier d’abord"
              captionHidden
              columns={[
                {
                  key: 'le',
                  title: 'Import',
                  header: true,
                  cell: (e) => (
                    <Link to="/gestion/integrations/$id" params={{ id: String(e.id) }}>
                      {source ? dateHeure(e.commencee_le) : e.libelle}
                    </Link>
                  ),
                },
                source
                  ? { key: 'fichier', title: 'Fichier', cell: (e) => e.fichier }
                  : { key: 'commence', title: 'Le', cell: (e) => dateHeure(e.commencee_le) },
                { key: 'donnees', title: 'Données du', cell: (e) => date(e.date_donnees) },
                {
                  key: 'etat',
                  title: 'État',
                  cell: (e) => (
                    <>
                      <EtatImport execution={e} />
                      {!estFinie(e.etat) && e.progression < 100 && ` ${e.progression} %`}
                    </>
                  ),
                },
                { key: 'lues', title: 'Lues', numeric: true, cell: (e) => nombre(e.lues) },
                { key: 'creees', title: 'Créées', numeric: true, cell: (e) => nombre(e.creees) },
                { key: 'modifiees', title: 'Modifiées', numeric: true, cell: (e) => nombre(e.modifiees) },
                { key: 'rejetees', title: 'Rejetées', numeric: true, cell: (e) => nombre(e.rejetees) },
              ]}
              rows={data.elements}
              rowKey={(e) => e.id}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="import" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}
