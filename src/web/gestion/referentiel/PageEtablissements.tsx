import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import {
  chercherEtablissements,
  type EtablissementResume,
  lireNomenclatures,
  type Nomenclatures,
} from '#domain/referentiel/api.ts'
import { useRead } from '../../call.ts'
import css from '../../referentiel/referentiel.module.css'
import { Alert } from '../../ui/Alert.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { nombre } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { type Column, Table } from '../../ui/Table.tsx'

type Filtres = Partial<Record<'recherche' | 'type' | 'nature' | 'departement' | 'secteur' | 'tri' | 'page', string>>

const COLONNES: Column<EtablissementResume>[] = [
  {
    key: 'nom',
    title: 'Établissement',
    header: true,
    sort: 'nom',
    cell: (e) => (
      <Link to="/gestion/etablissements/$uai" params={{ uai: e.uai }}>
        {e.nom}
      </Link>
    ),
  },
  { key: 'uai', title: 'UAI', sort: 'uai', cell: (e) => e.uai },
  { key: 'nature', title: 'Nature', cell: (e) => e.nature_libelle ?? TYPES[e.type] },
  {
    key: 'commune',
    title: 'Commune',
    sort: 'commune',
    cell: (e) => [e.code_postal, e.commune].filter(Boolean).join(' '),
  },
  { key: 'departement', title: 'Département', cell: (e) => e.departement ?? '—' },
  {
    key: 'secteur',
    title: 'Statut',
    cell: (e) => (e.secteur === 'prive' ? 'Privé' : e.secteur === 'public' ? 'Public' : '—'),
  },
  { key: 'etat', title: 'État', cell: (e) => <Tag>{ETATS[e.etat]}</Tag> },
]

export const TYPES = { college: 'Collège', lycee: 'Lycée', erea: 'EREA' } as const
export const ETATS = { ouvert: 'Ouvert', a_ouvrir: 'À ouvrir', a_fermer: 'Fermeture prévue', ferme: 'Fermé' } as const

/** The référentiel: found by name, UAI, commune, with accents or typos; filters and page in the address. */
export function PageEtablissements() {
  const { recherche, type, nature, departement, secteur, tri, page } = useSearch({ strict: false })
  const filtres: Filtres = { recherche, type, nature, departement, secteur, tri, page }
  const naviguer = useNavigate()
  const changer = (partie: Filtres) =>
    void naviguer({ to: '/gestion/etablissements', search: { ...filtres, page: undefined, ...partie }, replace: true })
  const liste = useRead(chercherEtablissements, { query: filtres as object }, { keep: true })
  const nomenclatures = useRead(lireNomenclatures, {})
  return (
    <Page
      title="Établissements"
      actions={
        <ButtonLink small icon="lieu" to="/gestion/integrations" search={{ onglet: 'placements' }}>
          À placer sur le territoire
        </ButtonLink>
      }
    >
      <SearchBox
        label="Rechercher un établissement"
        placeholder="Nom, UAI, commune, code postal…"
        value={recherche ?? ''}
        autoFocus
        onChange={(texte) => changer({ recherche: texte || undefined, tri: undefined })}
      />
      {nomenclatures.data && <Choix nomenclatures={nomenclatures.data} filtres={filtres} changer={changer} />}
      <Reading
        query={liste}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty icon="loupe" title="Aucun établissement ne correspond.">
            <p>Vérifiez l’orthographe, essayez la commune ou l’UAI, ou élargissez les filtres.</p>
            <Button onClick={() => void naviguer({ to: '/gestion/etablissements', search: {} })}>
              Effacer la recherche et les filtres
            </Button>
          </Empty>
        }
      >
        {(data) => (
          <>
            {data.approchante && (
              <Alert title="Rien ne s’écrit exactement ainsi">
                Voici les noms les plus proches de « {recherche} ».
              </Alert>
            )}
            <Table
              caption={`Établissements${recherche ? ` pour « ${recherche} »` : ''}`}
              captionHidden
              columns={COLONNES}
              rows={data.elements}
              rowKey={(e) => e.uai}
              sort={tri ?? (recherche ? undefined : 'nom')}
              onSort={(t) => changer({ tri: t.replace('-', '') })}
            />
            <Pagination
              page={data.page}
              parPage={data.par_page}
              total={data.total}
              noun="établissement"
              onPage={(p) => changer({ page: String(p) })}
            />
          </>
        )}
      </Reading>
    </Page>
  )
}

const FILTRES = [
  ['type', 'Type', 'types', 'Tous les types'],
  ['nature', 'Nature', 'natures', 'Toutes les natures'],
  ['departement', 'Département', 'departements', 'Tous les départements'],
  ['secteur', 'Statut', 'secteurs', 'Public et privé'],
] as const

function Choix({
  nomenclatures,
  filtres,
  changer,
}: {
  nomenclatures: Nomenclatures
  filtres: Filtres
  changer: (partie: Filtres) => void
}) {
  return (
    <form className={css.filtres} aria-label="Filtres" onSubmit={(e) => e.preventDefault()}>
      {FILTRES.map(([cle, libelle, liste, tous]) => (
        <SelectField
          key={cle}
          label={libelle}
          empty={tous}
          value={filtres[cle] ?? ''}
          options={nomenclatures[liste].map((c) => ({ value: c.code, label: `${c.libelle} (${nombre(c.total)})` }))}
          onChange={(e) => changer({ [cle]: e.target.value || undefined })}
        />
      ))}
    </form>
  )
}
