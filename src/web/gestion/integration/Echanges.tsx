import { Link } from '@tanstack/react-router'
import { listerSources } from '#domain/integration/api.ts'
import { exporterEchanges, listerApplications, listerEchanges } from '#domain/integration/api-applications.ts'
import { adresseDe, useRead } from '../../call.ts'
import { StatusBadge } from '../../ui/Badge.tsx'
import { ButtonAnchor } from '../../ui/Button.tsx'
import { DateField, SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { dateHeure, nombre } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import css from './Integration.module.css'
import { usePage } from './page.ts'

const RESULTATS = { reussi: 'Réussis', echec: 'En échec' } as const
const SENS = { entrant: 'Reçus', sortant: 'Émis' } as const

const parmi = <T extends string>(choix: Record<T, string>, valeur: string | undefined): T | undefined =>
  (Object.keys(choix) as T[]).find((c) => c === valeur)
const options = (choix: Record<string, string>) => Object.entries(choix).map(([value, label]) => ({ value, label }))

/** Who called whom, for what, and how it ended. With `application`, the exchanges of one. */
export function Echanges({ application }: { application?: number }) {
  const { page, aller, recherche, changer } = usePage()
  const sources = useRead(listerSources, {})
  const applications = useRead(listerApplications, {})
  const filtre = {
    application: application ?? (Number(recherche.application) || undefined),
    source: recherche.source || undefined,
    sens: parmi(SENS, recherche.sens),
    resultat: parmi(RESULTATS, recherche.resultat),
    du: recherche.du || undefined,
    au: recherche.au || undefined,
  }
  const liste = useRead(listerEchanges, { query: { ...filtre, page } }, { keep: true })
  const poser = (cle: string) => (e: { target: { value: string } }) => changer({ [cle]: e.target.value || undefined })
  return (
    <div className="pile">
      <div className={css.filtres}>
        {application === undefined && (
          <SelectField
            label="Application"
            empty="Toutes"
            options={(applications.data?.elements ?? []).map((a) => ({ value: String(a.id), label: a.nom }))}
            value={recherche.application ?? ''}
            onChange={poser('application')}
          />
        )}
        <SelectField
          label="Source"
          empty="Toutes"
          options={(sources.data?.elements ?? []).map((s) => ({ value: s.code, label: s.libelle }))}
          value={filtre.source ?? ''}
          onChange={poser('source')}
        />
        <SelectField
          label="Sens"
          empty="Tous"
          options={options(SENS)}
          value={filtre.sens ?? ''}
          onChange={poser('sens')}
        />
        <SelectField
          label="Résultat"
          empty="Tous"
          options={options(RESULTATS)}
          value={filtre.resultat ?? ''}
          onChange={poser('resultat')}
        />
        <DateField label="Du" value={filtre.du ?? ''} onChange={poser('du')} />
        <DateField label="Au" value={filtre.au ?? ''} onChange={poser('au')} />
        <ButtonAnchor icon="telecharger" href={adresseDe(exporterEchanges, { query: filtre })} download>
          Exporter (CSV)
        </ButtonAnchor>
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="recharger" title="Aucun échange à montrer." />}
      >
        {(data) => (
          <>
            <Table
              caption="Échanges, le dernier d’abord"
              captionHidden
              columns={[
                { key: 'le', title: 'Le', header: true, cell: (e) => dateHeure(e.le) },
                { key: 'qui', title: 'Application', cell: (e) => e.application ?? 'Préau' },
                { key: 'source', title: 'Source', cell: (e) => e.source ?? '—' },
                {
                  key: 'tache',
                  title: 'Tâche',
                  cell: (e) => <span style={{ overflowWrap: 'anywhere' }}>{e.tache}</span>,
                },
                {
                  key: 'reponse',
                  title: 'Réponse',
                  cell: (e) => (
                    <>
                      <StatusBadge
                        couleur={e.erreur ? 'rouge' : 'vert'}
                        icone={e.erreur ? 'croix' : 'coche'}
                        libelle={e.reponse === null ? 'Sans réponse' : String(e.reponse)}
                      />
                      {e.erreur && <div className="petit">{e.erreur}</div>}
                    </>
                  ),
                },
                {
                  key: 'import',
                  title: 'Import',
                  cell: (e) =>
                    e.execution === null ? (
                      '—'
                    ) : (
                      <Link to="/gestion/integrations/$id" params={{ id: String(e.execution) }}>
                        {e.execution}
                      </Link>
                    ),
                },
                { key: 'duree', title: 'Durée', numeric: true, cell: (e) => `${nombre(e.duree_ms)} ms` },
              ]}
              rows={data.elements}
              rowKey={(e) => e.id}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="échange" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}
