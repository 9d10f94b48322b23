import type { Answer } from '#domain/endpoint.ts'
import { lireCalendrier, type PeriodeDeVacances } from '#domain/referentiel/api-calendrier.ts'
import { useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { DateField, SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'
import { Table } from '../../ui/Table.tsx'
import css from './Integration.module.css'
import { usePage } from './page.ts'

type Calendrier = Answer<typeof lireCalendrier>

/** The school calendar as it is known: what a day is in an académie, and the periods of a year. */
export function Calendrier() {
  const { page, aller, recherche, changer } = usePage()
  const query = {
    page,
    annee_scolaire: recherche.annee || undefined,
    academie: recherche.academie || undefined,
    date: recherche.jour || undefined,
  }
  const liste = useRead(lireCalendrier, { query }, { keep: true })
  return (
    <div className="pile">
      <div className={css.filtres}>
        <SelectField
          label="Académie"
          empty="Toutes"
          options={(liste.data?.academies ?? []).map((a) => ({ value: a.code, label: a.nom }))}
          value={query.academie ?? ''}
          onChange={(e) => changer({ academie: e.target.value || undefined })}
        />
        <SelectField
          label="Année scolaire"
          empty="Toutes"
          options={(liste.data?.annees ?? []).map((a) => ({ value: a, label: a }))}
          value={query.annee_scolaire ?? ''}
          onChange={(e) => changer({ annee: e.target.value || undefined })}
        />
        <DateField
          label="Jour"
          value={query.date ?? ''}
          onChange={(e) => changer({ jour: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0 && d.vacances === null}
        empty={
          <Empty
            icon="calendrier"
            title={
              query.academie || query.annee_scolaire || query.date
                ? 'Aucune période ne correspond.'
                : 'Le calendrier n’est pas encore importé.'
            }
          />
        }
      >
        {(d) => (
          <>
            <Reponse calendrier={d} jour={query.date} academie={query.academie} />
            <Periodes calendrier={d} />
            <Pagination page={d.page} parPage={d.par_page} total={d.total} noun="période" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}

function Reponse({ calendrier: d, jour, academie }: { calendrier: Calendrier; jour?: string; academie?: string }) {
  const nom = d.academies.find((a) => a.code === academie)?.nom
  if (d.vacances === null || !jour || !nom) return null
  return (
    <Alert title={`Académie de ${nom}, le ${date(jour)}`}>
      {d.vacances ? 'Les élèves sont en vacances ce jour-là.' : 'Les élèves ne sont pas en vacances ce jour-là.'}
    </Alert>
  )
}

function Periodes({ calendrier: d }: { calendrier: Calendrier }) {
  if (d.elements.length === 0) return null
  return (
    <Table<PeriodeDeVacances>
      caption="Périodes du calendrier scolaire"
      captionHidden
      columns={[
        { key: 'description', title: 'Période', header: true, cell: (p) => p.description },
        {
          key: 'lieu',
          title: 'Académie',
          cell: (p) => `${p.lieu}${p.zone && p.zone !== p.lieu ? ` (${p.zone})` : ''}`,
        },
        { key: 'qui', title: 'Pour', cell: (p) => (p.population === '-' ? 'Tous' : p.population) },
        { key: 'debut', title: 'Premier jour', cell: (p) => date(p.debut) },
        { key: 'fin', title: 'Dernier jour', cell: (p) => date(p.dernier_jour) },
        { key: 'reprise', title: 'Reprise', cell: (p) => (p.reprise > p.debut ? date(p.reprise) : '—') },
        { key: 'annee', title: 'Année', cell: (p) => p.annee_scolaire },
      ]}
      rows={d.elements}
      rowKey={(p) => `${p.annee_scolaire} ${p.lieu} ${p.population} ${p.description} ${p.debut}`}
    />
  )
}
