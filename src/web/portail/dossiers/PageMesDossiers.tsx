import { useNavigate, useSearch } from '@tanstack/react-router'
import { listerDossiers } from '#domain/instruction/api.ts'
import { type Portefeuille, TRIS } from '#domain/instruction/portefeuille.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Table } from '#web/ui/Table.tsx'
import { Rattacher } from '../horscompte/Rattacher.tsx'
import { useSessionExpiree } from '../reconnexion.ts'
import { colonnes } from './colonnes.tsx'
import css from './dossiers.module.css'

const PAR_PAGE = 25
const ETATS = [
  { value: 'brouillon', label: 'Brouillons' },
  { value: 'depose', label: 'Dossiers déposés' },
]
type Tri = (typeof TRIS)[number]

/** Drafts and deposited dossiers of all my établissements; the filters are in the address. */
export function PageMesDossiers() {
  const { vue, changer, filtree } = useVue()
  const moi = useMoi()
  const etablissements = moi?.etablissements ?? []
  const liste = useRead(listerDossiers, { query: { ...vue, page: vue.page, par_page: PAR_PAGE } }, { keep: true })
  useSessionExpiree(liste.error)
  return (
    <Page
      title="Mes dossiers"
      intro={etablissements.length > 1 ? 'Ceux de tous vos établissements.' : etablissements[0]?.nom}
      actions={
        <>
          {moi?.role === 'etablissement' && <Rattacher />}
          <ButtonLink kind="principal" icon="ajouter" to="/teleservices">
            Nouvelle demande
          </ButtonLink>
        </>
      }
    >
      <div className={css.filtres}>
        <SearchBox
          label="Chercher un dossier"
          placeholder="Numéro, objet…"
          value={vue.recherche ?? ''}
          onChange={(recherche) => changer({ recherche })}
        />
        <SelectField
          label="État"
          empty="Tous"
          options={ETATS}
          value={vue.etat ?? ''}
          onChange={(e) => changer({ etat: e.target.value })}
        />
        <SelectField
          label="Téléservice"
          empty="Tous"
          options={options(liste.data?.facettes.teleservice)}
          value={vue.teleservice ?? ''}
          onChange={(e) => changer({ teleservice: e.target.value })}
        />
        <SelectField
          label="Avancement"
          empty="Tous"
          options={options(liste.data?.facettes.statut)}
          value={vue.statut ?? ''}
          onChange={(e) => changer({ statut: e.target.value })}
        />
        {etablissements.length > 1 && (
          <SelectField
            label="Établissement"
            empty="Tous"
            options={etablissements.map((e) => ({ value: e.uai, label: e.nom }))}
            value={vue.uai ?? ''}
            onChange={(e) => changer({ uai: e.target.value })}
          />
        )}
      </div>
      <Reading
        query={liste}
        lines={6}
        isEmpty={(p) => p.elements.length === 0}
        empty={<Vide filtree={filtree} horsPage={(liste.data?.total ?? 0) > 0} changer={changer} />}
      >
        {(p) => (
          <div className="pile" aria-busy={liste.isPlaceholderData}>
            <Table
              caption="Mes dossiers"
              captionHidden
              columns={colonnes(etablissements.length > 1)}
              rows={p.elements}
              rowKey={(l) => l.cle}
              sort={vue.tri}
              onSort={(tri) => changer({ tri: estTri(tri) ? tri : '' })}
            />
            <Pagination
              page={p.page}
              parPage={PAR_PAGE}
              total={p.total}
              noun="dossier"
              onPage={(page) => changer({ page: page > 1 ? String(page) : '' })}
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

type Facette = Portefeuille['facettes']['teleservice'][number]
const options = (facettes: Facette[] = []) =>
  facettes.map((f) => ({ value: f.valeur, label: `${f.libelle} (${f.nombre})` }))

const estEtat = (etat: string | undefined): etat is 'brouillon' | 'depose' => ETATS.some((e) => e.value === etat)
const estTri = (tri: string | undefined): tri is Tri => TRIS.some((t) => t === tri)

type Cle = 'recherche' | 'etat' | 'teleservice' | 'statut' | 'uai' | 'tri' | 'page'
type Changer = (partie: Partial<Record<Cle, string>>) => void

/** What the address narrows the list to, and how to change it; a new filter goes back to the first page. */
function useVue() {
  const brut = useSearch({ strict: false })
  const naviguer = useNavigate()
  const page = Number(brut.page)
  const vue = {
    recherche: brut.recherche?.slice(0, 200),
    etat: estEtat(brut.etat) ? brut.etat : undefined,
    teleservice: brut.teleservice,
    statut: brut.statut,
    uai: brut.uai,
    tri: estTri(brut.tri) ? brut.tri : ('-depuis' as const),
    page: Number.isInteger(page) && page > 1 && page <= 100_000 ? page : 1,
  }
  const changer: Changer = (partie) =>
    void naviguer({
      to: '.',
      search: (avant: Record<string, string | undefined>) =>
        Object.fromEntries(Object.entries({ ...avant, page: undefined, ...partie }).filter(([, valeur]) => valeur)),
      replace: 'recherche' in partie,
      resetScroll: 'page' in partie,
    })
  return { vue, changer, filtree: Boolean(vue.recherche || vue.etat || vue.teleservice || vue.statut || vue.uai) }
}

function Vide({ filtree, horsPage, changer }: { filtree: boolean; horsPage: boolean; changer: Changer }) {
  if (horsPage)
    return (
      <Empty icon="dossiers" title="Cette page de la liste n’existe plus.">
        <Button onClick={() => changer({ page: '' })}>Revenir à la première page</Button>
      </Empty>
    )
  if (filtree)
    return (
      <Empty icon="loupe" title="Aucun dossier ne correspond.">
        <Button onClick={() => changer({ recherche: '', etat: '', teleservice: '', statut: '', uai: '' })}>
          Effacer la recherche et les filtres
        </Button>
      </Empty>
    )
  return (
    <Empty icon="dossiers" title="Vos dossiers seront ici.">
      <p>Choisissez un téléservice : votre brouillon s’enregistre tout seul, vous le reprendrez quand vous voudrez.</p>
      <ButtonLink kind="principal" to="/teleservices">
        Voir les téléservices
      </ButtonLink>
    </Empty>
  )
}
