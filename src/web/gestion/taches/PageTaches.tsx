import { useNavigate, useSearch } from '@tanstack/react-router'
import { ETATS_DE_TACHE, listerTaches, QUI } from '#domain/referentiel/api-taches.ts'
import { useRead } from '#web/call.ts'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { LigneDeTache } from './Ligne.tsx'
import css from './Taches.module.css'

type Filtres = Partial<Record<'qui' | 'etat' | 'page', string>>

/** All there is to do on the établissements that one sees: mine first, late ones in front. */
export function PageTaches() {
  const { qui, etat, page } = useSearch({ strict: false }) as Filtres
  const naviguer = useNavigate()
  const changer = (partie: Filtres) =>
    void naviguer({ to: '/gestion/taches', search: { qui, etat, page: undefined, ...partie }, replace: true })
  const liste = useRead(listerTaches, { query: { qui, etat, page } as object }, { keep: true })
  const comptes = liste.data?.comptes
  const combien: Record<keyof typeof QUI, number | undefined> = {
    moi: comptes?.moi,
    equipe: comptes?.equipe,
    personne: comptes?.personne,
  }
  return (
    <Page
      title="Tâches"
      intro="Ce que les agents ont à faire pour les établissements. Elles s’écrivent sur une fiche, ou pour plusieurs établissements à la fois depuis la liste."
      actions={
        <ButtonLink small icon="ajouter" to="/gestion/etablissements">
          Écrire pour des établissements
        </ButtonLink>
      }
    >
      <form className={css.filtres} aria-label="Filtres" onSubmit={(e) => e.preventDefault()}>
        <SelectField
          label="Qui"
          value={qui ?? 'moi'}
          options={Object.entries(QUI).map(([value, label]) => {
            const n = combien[value as keyof typeof QUI]
            return { value, label: n === undefined ? label : `${label} (${nombre(n)})` }
          })}
          onChange={(e) => changer({ qui: e.target.value === 'moi' ? undefined : e.target.value })}
        />
        <SelectField
          label="État"
          value={etat ?? 'a_faire'}
          options={Object.entries(ETATS_DE_TACHE).map(([value, label]) => ({ value, label }))}
          onChange={(e) => changer({ etat: e.target.value === 'a_faire' ? undefined : e.target.value })}
        />
      </form>
      <Reading
        query={liste}
        lines={5}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty icon="coche" title="Aucune tâche ici.">
            <p>Ouvrez une fiche, ou choisissez des établissements dans la liste, puis « Écrire une tâche ».</p>
            {(qui || etat) && (
              <Button onClick={() => changer({ qui: undefined, etat: undefined })}>Revenir à mes tâches</Button>
            )}
          </Empty>
        }
      >
        {(d) => (
          <>
            <ul className={css.liste} aria-label="Tâches">
              {d.elements.map((t) => (
                <LigneDeTache key={t.id} tache={t} />
              ))}
            </ul>
            <Pagination
              page={d.page}
              parPage={d.par_page}
              total={d.total}
              noun="tâche"
              onPage={(p) => changer({ page: String(p) })}
            />
          </>
        )}
      </Reading>
    </Page>
  )
}
