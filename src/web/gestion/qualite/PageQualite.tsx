import { useNavigate, useSearch } from '@tanstack/react-router'
import { dernierPassage, exporterAnomalies, listerAnomalies } from '#domain/referentiel/api-qualite.ts'
import { CODES_CONTROLE, CONTROLES, NIVEAUX } from '#domain/referentiel/qualite.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Table } from '#web/ui/Table.tsx'
import { colonnesDesAnomalies } from './colonnes.tsx'
import { Passage } from './Passage.tsx'
import css from './Qualite.module.css'

type Filtres = Partial<Record<'niveau' | 'code' | 'departement' | 'etat' | 'page', string>>

/** What the checks found in one's périmètre: the graver first, each with what to do. */
export function PageQualite() {
  const { niveau, code, departement, etat, page } = useSearch({ strict: false }) as Filtres
  const filtres = { niveau, code, departement, etat }
  const naviguer = useNavigate()
  const changer = (partie: Filtres) =>
    void naviguer({
      to: '/gestion/qualite',
      search: { ...filtres, page: undefined, ...partie },
      replace: true,
    })
  const liste = useRead(listerAnomalies, { query: { ...filtres, page } as object }, { keep: true })
  const jamais = useRead(dernierPassage, {}).data?.passage === null
  const aTraiter = new Map(liste.data?.comptes.map((c) => [c.code, c.a_traiter]))
  return (
    <Page
      title="Qualité des données"
      crumbs={[{ label: 'Établissements', to: '/gestion/etablissements' }]}
      actions={
        <ButtonAnchor small icon="telecharger" href={adresseDe(exporterAnomalies, { query: filtres })} download>
          Exporter cette liste (CSV)
        </ButtonAnchor>
      }
    >
      <Passage />
      <form className={css.filtres} aria-label="Filtres" onSubmit={(e) => e.preventDefault()}>
        <SelectField
          label="Niveau"
          empty="Tous les niveaux"
          value={niveau ?? ''}
          options={Object.entries(NIVEAUX).map(([value, label]) => ({ value, label }))}
          onChange={(e) => changer({ niveau: e.target.value || undefined, code: undefined })}
        />
        <SelectField
          label="Contrôle"
          empty="Tous les contrôles"
          value={code ?? ''}
          options={CODES_CONTROLE.filter((c) => !niveau || CONTROLES[c].niveau === niveau).map((c) => ({
            value: c,
            label: `${CONTROLES[c].libelle} (${nombre(aTraiter.get(c) ?? 0)})`,
          }))}
          onChange={(e) => changer({ code: e.target.value || undefined })}
        />
        <SelectField
          label="Département"
          empty="Tous les départements"
          value={departement ?? ''}
          options={(liste.data?.departements ?? []).map((d) => ({
            value: d.code,
            label: `${d.libelle} (${nombre(d.total)})`,
          }))}
          onChange={(e) => changer({ departement: e.target.value || undefined })}
        />
        <SelectField
          label="État"
          value={etat ?? 'a_traiter'}
          options={[
            { value: 'a_traiter', label: 'À traiter' },
            { value: 'acceptees', label: 'Acceptées' },
            { value: 'toutes', label: 'Toutes' },
          ]}
          onChange={(e) => changer({ etat: e.target.value === 'a_traiter' ? undefined : e.target.value })}
        />
      </form>
      <Reading
        query={liste}
        lines={6}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty
            icon={jamais ? 'sablier' : 'coche'}
            title={jamais ? 'On ne sait pas encore ce qui est à traiter.' : 'Rien à traiter ici.'}
          >
            <p>Les contrôles passent chaque nuit ; vous pouvez aussi les lancer maintenant.</p>
            {(niveau || code || departement || etat) && (
              <Button
                onClick={() => changer({ niveau: undefined, code: undefined, departement: undefined, etat: undefined })}
              >
                Effacer les filtres
              </Button>
            )}
          </Empty>
        }
      >
        {(d) => (
          <>
            <Table
              caption="Anomalies"
              captionHidden
              columns={colonnesDesAnomalies()}
              rows={d.elements}
              rowKey={(a) => a.id}
              sticky
            />
            <Pagination
              page={d.page}
              parPage={d.par_page}
              total={d.total}
              noun="anomalie"
              onPage={(p) => changer({ page: String(p) })}
            />
          </>
        )}
      </Reading>
    </Page>
  )
}
