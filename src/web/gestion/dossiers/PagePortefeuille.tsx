import { exporterDossiers, listerDossiers } from '#domain/instruction/api.ts'
import { type Portefeuille, TRIS } from '#domain/instruction/portefeuille.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { useNarrow } from '#web/ui/media.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Table } from '#web/ui/Table.tsx'
import { BarreDeFiltres } from './BarreDeFiltres.tsx'
import { Cartes } from './Cartes.tsx'
import { colonnes } from './colonnes.tsx'
import { sansFiltre } from './FiltresEnVigueur.tsx'
import css from './Portefeuille.module.css'
import { PAR_PAGE, requeteDe, useVue, type Vue } from './vue.ts'

/** The dossiers of my périmètre: a dense list, narrowed by filters that the address keeps. */
export function PagePortefeuille() {
  const { vue, changer } = useVue()
  const liste = useRead(listerDossiers, { query: requeteDe(vue) }, { keep: true })
  const { page: _page, ...filtres } = vue
  return (
    <Page
      title="Dossiers"
      actions={
        <ButtonAnchor icon="telecharger" href={adresseDe(exporterDossiers, { query: filtres })} download>
          Exporter cette liste (CSV)
        </ButtonAnchor>
      }
    >
      <BarreDeFiltres vue={vue} changer={changer} portefeuille={liste.data} />
      <Reading
        query={liste}
        lines={8}
        isEmpty={(p) => p.elements.length === 0}
        empty={<Vide vue={vue} changer={changer} total={liste.data?.total ?? 0} />}
      >
        {(portefeuille) => (
          <Liste portefeuille={portefeuille} vue={vue} changer={changer} ancienne={liste.isPlaceholderData} />
        )}
      </Reading>
    </Page>
  )
}

type Changer = { vue: Vue; changer: (patch: Vue) => void }

function Liste({
  portefeuille: p,
  vue,
  changer,
  ancienne,
}: Changer & { portefeuille: Portefeuille; ancienne: boolean }) {
  const etroit = useNarrow()
  // The door knows some orders one way only: a second click then drops the order.
  const trier = (tri: string) => changer({ tri: TRIS.some((t) => t === tri) ? tri : undefined })
  return (
    <div className={`pile ${ancienne ? css.enCours : ''}`} aria-busy={ancienne}>
      {etroit ? (
        <Cartes lignes={p.elements} vue={vue} />
      ) : (
        <Table
          caption="Dossiers de mon périmètre"
          captionHidden
          columns={colonnes(vue, p.facettes.service.length > 0)}
          rows={p.elements}
          rowKey={(l) => l.cle}
          sort={vue.tri ?? '-depose_le'}
          onSort={trier}
          sticky
        />
      )}
      <Pagination
        page={p.page}
        parPage={PAR_PAGE}
        total={p.total}
        noun="dossier"
        onPage={(page) => changer({ page: page > 1 ? String(page) : undefined })}
      />
    </div>
  )
}

function Vide({ vue, changer, total }: Changer & { total: number }) {
  if (total > 0)
    return (
      <Empty icon="dossiers" title="Cette page de la liste n’existe plus.">
        <Button onClick={() => changer({})}>Revenir à la première page</Button>
      </Empty>
    )
  const filtree = Object.keys(vue).some((cle) => cle !== 'tri' && cle !== 'page')
  if (!filtree)
    return (
      <Empty icon="dossiers" title="Aucun dossier déposé dans votre périmètre.">
        <p>Les dossiers que les établissements déposent sur le portail arriveront ici, prêts à instruire.</p>
      </Empty>
    )
  return (
    <Empty icon="loupe" title="Aucun dossier ne correspond.">
      <p>Retirez un filtre, ou cherchez avec moins de mots.</p>
      <Button onClick={() => changer(sansFiltre(vue))}>Effacer la recherche et les filtres</Button>
    </Empty>
  )
}
