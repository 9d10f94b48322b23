import { TABLES_DE_CIBLE } from '#domain/integration/lecture.ts'
import { listerCodes } from '#domain/referentiel/api-codes.ts'
import { tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import { useRead } from '../../call.ts'
import { Tag } from '../../ui/Badge.tsx'
import { SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Table } from '../../ui/Table.tsx'
import css from './Integration.module.css'
import { usePage } from './page.ts'

const LIBELLES = new Map<string, string>(tablesDeCodes().map(([code, t]) => [code, t.libelle]))

/** The codes that a source has given, those that it no longer gives included. */
export function Codes({ genre }: { genre: 'territoires' | 'nomenclatures' }) {
  const { page, aller, recherche, changer } = usePage()
  const table = TABLES_DE_CIBLE[genre].find((t) => t === recherche.table) ?? TABLES_DE_CIBLE[genre][0] ?? ''
  const obsoletes = (['oui', 'non'] as const).find((o) => o === recherche.obsoletes)
  const cherche = recherche.q ?? ''
  const appel = { params: { table }, query: { page, recherche: cherche, obsoletes } }
  const liste = useRead(listerCodes, appel, { keep: true })
  return (
    <div className="pile">
      <div className={css.filtres}>
        <SelectField
          label="Table"
          options={TABLES_DE_CIBLE[genre].map((t) => ({ value: t, label: LIBELLES.get(t) ?? t }))}
          value={table}
          onChange={(e) => changer({ table: e.target.value, q: undefined, obsoletes: undefined })}
        />
        <SelectField
          label="État"
          empty="Tous"
          options={[
            { value: 'non', label: 'En vigueur' },
            { value: 'oui', label: 'Obsolètes' },
          ]}
          value={obsoletes ?? ''}
          onChange={(e) => changer({ obsoletes: e.target.value || undefined })}
        />
        <SearchBox label="Code ou nom" value={cherche} onChange={(v) => changer({ q: v.trim() || undefined })} />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={
          <Empty
            icon="info"
            title={cherche || obsoletes ? 'Aucun code ne correspond.' : 'Cette table n’est pas encore importée.'}
          />
        }
      >
        {(d) => (
          <>
            {d.date_donnees && <p className="petit discret">Données du {date(d.date_donnees)}</p>}
            <Table
              caption={LIBELLES.get(table) ?? 'Codes'}
              captionHidden
              columns={[
                { key: 'code', title: 'Code', cell: (c) => c.code },
                { key: 'libelle', title: 'Nom', header: true, cell: (c) => c.libelle },
                { key: 'parent', title: 'Rattaché à', cell: (c) => c.parent ?? '—' },
                {
                  key: 'etat',
                  title: 'État',
                  cell: (c) =>
                    c.obsolete_depuis ? <Tag>Obsolète depuis le {date(c.obsolete_depuis)}</Tag> : 'En vigueur',
                },
              ]}
              rows={d.elements}
              rowKey={(c) => c.code}
            />
            <Pagination page={d.page} parPage={d.par_page} total={d.total} noun="code" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}
