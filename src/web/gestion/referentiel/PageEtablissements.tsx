import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { chercherEtablissements, lireNomenclatures } from '#domain/referentiel/api.ts'
import { listerColonnes, listerVues } from '#domain/referentiel/api-listes.ts'
import { lireTri, type Tri } from '#domain/referentiel/liste.ts'
import { COLONNES_PAR_DEFAUT } from '#domain/referentiel/liste-colonnes.ts'
import { useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty, Loading, Reading } from '../../ui/etats.tsx'
import { date } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Table } from '../../ui/Table.tsx'
import { Affichage, TousDeLaPage } from '../liste/Affichage.tsx'
import { BarreDeSelection } from '../liste/BarreDeSelection.tsx'
import { Constructeur } from '../liste/Constructeur.tsx'
import { colonnesDe } from '../liste/cellules.tsx'
import { Exports } from '../liste/Exports.tsx'
import {
  type Catalogue,
  type Changer,
  type Colonnes,
  type Etat,
  etatDe,
  lireFiltreDe,
  PAR_PAGE,
  requeteDe,
  useEtat,
} from '../liste/etat.ts'
import { FenetreColonnes } from '../liste/FenetreColonnes.tsx'
import css from '../liste/Liste.module.css'
import { useSelection } from '../liste/selection.ts'
import { Vues } from '../liste/Vues.tsx'
import { ChoixRapides } from './ChoixRapides.tsx'

const CarteDeListe = lazy(() => import('../liste/CarteDeListe.tsx').then((m) => ({ default: m.CarteDeListe })))

/** The référentiel: found by name, UAI, commune, with accents or typos; any champ filters, sorts, shows and leaves in a file. */
export function PageEtablissements() {
  const { etat, changer } = useEtat()
  const colonnes = useRead(listerColonnes, {})
  useVueDArrivee(etat, changer)
  return (
    <Page
      title="Établissements"
      actions={
        <>
          <ButtonLink small icon="coche" to="/gestion/qualite">
            Qualité des données
          </ButtonLink>
          <ButtonLink small icon="lieu" to="/gestion/integrations" search={{ onglet: 'placements' }}>
            À placer sur le territoire
          </ButtonLink>
        </>
      }
    >
      <SearchBox
        label="Rechercher un établissement"
        placeholder="Nom, UAI, commune, code postal…"
        value={etat.recherche ?? ''}
        autoFocus
        onChange={(texte) => changer({ recherche: texte || undefined, tri: undefined })}
      />
      <Reading query={colonnes}>{(c) => <Liste etat={etat} changer={changer} colonnes={c} />}</Reading>
    </Page>
  )
}

/** Arriving without asking for anything opens the list that one prefers. */
function useVueDArrivee(etat: Etat, changer: Changer): void {
  const nue = Object.keys(etat).length === 0
  const [arrivee] = useState(nue)
  const vues = useRead(listerVues, {}, { enabled: arrivee })
  const preferee = vues.data?.elements.find((v) => v.preferee)
  // Only once, when the views come.
  useEffect(() => {
    if (arrivee && nue && preferee) changer(etatDe(preferee))
  }, [preferee?.id])
}

type Props = { etat: Etat; changer: Changer; colonnes: Colonnes }

function Liste({ etat, changer, colonnes }: Props) {
  const catalogue: Catalogue = useMemo(() => new Map(colonnes.colonnes.map((c) => [c.code, c])), [colonnes])
  const demandees = etat.colonnes?.split(',').filter((c) => catalogue.has(c)) ?? []
  const codes = demandees.length ? demandees : COLONNES_PAR_DEFAUT
  const requete = requeteDe(etat, codes)
  const liste = useRead(
    chercherEtablissements,
    { query: { ...requete, page: etat.page ?? '1', par_page: String(PAR_PAGE) } as object },
    { keep: true },
  )
  const nomenclatures = useRead(lireNomenclatures, {})
  const [fenetre, setFenetre] = useState(false)
  const selection = useSelection(JSON.stringify({ ...requete, colonnes: '', tri: '' }))
  const tris = lireTris(etat.tri, catalogue)
  const premier = tris[0]
  const carte = etat.montrer === 'carte'
  const naviguer = useNavigate()
  return (
    <>
      <Vues etat={etat} changer={changer} colonnes={demandees} />
      {nomenclatures.data && <ChoixRapides nomenclatures={nomenclatures.data} filtres={etat} changer={changer} />}
      <Constructeur
        filtre={lireFiltreDe(etat.filtre, catalogue)}
        colonnes={colonnes}
        catalogue={catalogue}
        onChange={(filtre) => changer({ filtre: filtre && JSON.stringify(filtre) }, { remplacer: false })}
      />
      <Reading
        query={liste}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty icon="loupe" title="Aucun établissement ne correspond.">
            <p>Vérifiez l’orthographe, essayez la commune ou l’UAI, ou élargissez les filtres.</p>
            <Button onClick={() => changer(VIDE)}>Effacer la recherche et les filtres</Button>
          </Empty>
        }
      >
        {(data) => (
          <>
            {data.redirige_de && (
              <Alert title={`L’UAI ${data.redirige_de.ancien} n’a plus cours`}>
                Voici l’établissement auquel il mène depuis le {date(data.redirige_de.depuis)}.
              </Alert>
            )}
            {data.approchante && (
              <Alert title="Rien ne s’écrit exactement ainsi">
                Voici les noms les plus proches de « {etat.recherche} ».
              </Alert>
            )}
            <div className={`${css.barre} entre`}>
              {carte ? <span /> : <TousDeLaPage lignes={data.elements} selection={selection} />}
              <div className="rang">
                <Affichage carte={carte} changer={changer} />
                <Button small icon="filtre" onClick={() => setFenetre(true)}>
                  Colonnes et ordre
                </Button>
                <Exports label="Exporter" query={requete} />
              </div>
            </div>
            {carte ? (
              <Suspense fallback={<Loading lines={6} />}>
                <CarteDeListe
                  query={requete}
                  ouvrir={(uai) => void naviguer({ to: '/gestion/etablissements/$uai', params: { uai } })}
                />
              </Suspense>
            ) : (
              <div aria-busy={liste.isPlaceholderData}>
                <Table
                  caption={`Établissements${etat.recherche ? ` pour « ${etat.recherche} »` : ''}`}
                  captionHidden
                  columns={colonnesDe(
                    codes.flatMap((c) => catalogue.get(c) ?? []),
                    (e) => ({
                      coche: selection.contient(e.uai),
                      basculer: () => selection.basculer([e.uai], !selection.contient(e.uai)),
                    }),
                  )}
                  rows={data.elements}
                  rowKey={(e) => e.uai}
                  sort={
                    premier
                      ? `${premier.sens === 'desc' ? '-' : ''}${premier.code}`
                      : etat.recherche
                        ? undefined
                        : 'nom'
                  }
                  onSort={(t) => changer({ tri: t.startsWith('-') ? `${t.slice(1)}:desc` : t })}
                  framed={codes.length > 7}
                  sticky
                />
              </div>
            )}
            <BarreDeSelection selection={selection} total={data.total} query={requete} />
            {!carte && (
              <Pagination
                page={data.page}
                parPage={data.par_page}
                total={data.total}
                noun="établissement"
                onPage={(p) => changer({ page: String(p) })}
              />
            )}
          </>
        )}
      </Reading>
      <Dialog title="Colonnes et ordre" open={fenetre} onClose={() => setFenetre(false)}>
        <FenetreColonnes
          choisies={demandees.length ? demandees : codes}
          tris={tris}
          colonnes={colonnes}
          catalogue={catalogue}
          onValider={(choisies, ordres) => {
            setFenetre(false)
            const habituelles = choisies.join() === COLONNES_PAR_DEFAUT.join()
            changer({
              colonnes: habituelles ? undefined : choisies.join(',') || undefined,
              tri: ordres.map((t) => (t.sens === 'desc' ? `${t.code}:desc` : t.code)).join(',') || undefined,
            })
          }}
        />
      </Dialog>
    </>
  )
}

/** « Tous » rather than nothing: an empty address would open the preferred list again. */
const VIDE: Etat = {
  vue: 'toutes',
  recherche: undefined,
  type: undefined,
  nature: undefined,
  departement: undefined,
  secteur: undefined,
  filtre: undefined,
  tri: undefined,
  suivis: undefined,
}

/** The orders of the address; one edited by hand that means nothing is none. */
function lireTris(texte: string | undefined, catalogue: Catalogue): Tri[] {
  if (!texte || texte === 'pertinence') return []
  try {
    return lireTri(texte, catalogue)
  } catch {
    return []
  }
}
