import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { EtatCourriel, LIBELLES_COURRIELS, type LigneCourriel, listerCourriels } from '#domain/messagerie/api.ts'
import { useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { ToggleChip } from '#web/ui/Filtres.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { type Column, Table } from '#web/ui/Table.tsx'
import { EtatDuCourriel } from './EtatDuCourriel.tsx'

const PAR_PAGE = 25

type Recherche = { recherche?: string; etat?: string; page?: string }

/** The outbox: every mail the product has written, so that none is lost, with or without a mail server. */
export function PageCourriels() {
  const brut = useSearch({ strict: false }) as Recherche
  const naviguer = useNavigate()
  const etat = EtatCourriel.safeParse(brut.etat).data
  const page = Math.max(1, Math.trunc(Number(brut.page)) || 1)
  const changer = (patch: Recherche, replace = false) =>
    void naviguer({ to: '/gestion/courriels', search: { ...brut, page: undefined, ...patch }, replace })
  const boite = useRead(
    listerCourriels,
    { query: { recherche: brut.recherche, etat, page, par_page: PAR_PAGE } },
    { keep: true },
  )
  const filtree = Boolean(brut.recherche || etat)
  return (
    <Page title="Courriels" intro="Tout ce que Préau écrit aux établissements et aux agents de votre périmètre.">
      {boite.data && !boite.data.smtp && <SansServeur />}
      <div className="pile">
        <SearchBox
          label="Rechercher un courriel"
          placeholder="Destinataire, sujet, numéro de dossier…"
          value={brut.recherche ?? ''}
          onChange={(recherche) => changer({ recherche: recherche.trim() || undefined }, true)}
        />
        <fieldset className="rang" style={{ border: 0, margin: 0, padding: 0 }} aria-label="État des courriels">
          {EtatCourriel.options.map((e) => (
            <ToggleChip key={e} pressed={etat === e} onClick={() => changer({ etat: etat === e ? undefined : e })}>
              {LIBELLES_COURRIELS[e]}
            </ToggleChip>
          ))}
        </fieldset>
      </div>
      <Reading
        query={boite}
        lines={6}
        isEmpty={(b) => b.elements.length === 0}
        empty={
          filtree || page > 1 ? (
            <SansResultat effacer={() => changer({ recherche: undefined, etat: undefined })} />
          ) : (
            <Vide />
          )
        }
      >
        {(b) => (
          <div className="pile" aria-busy={boite.isPlaceholderData}>
            <Table
              caption="Boîte d’envoi"
              captionHidden
              columns={COLONNES}
              rows={b.elements}
              rowKey={(c) => c.id}
              sticky
            />
            <Pagination
              page={b.page}
              parPage={PAR_PAGE}
              total={b.total}
              noun="courriel"
              onPage={(p) => changer({ page: p > 1 ? String(p) : undefined })}
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

const COLONNES: Column<LigneCourriel>[] = [
  {
    key: 'sujet',
    title: 'Sujet',
    header: true,
    cell: (c) => (
      <Link to="/gestion/courriels/$id" params={{ id: String(c.id) }}>
        {c.sujet}
      </Link>
    ),
  },
  { key: 'destinataire', title: 'À', cell: (c) => c.destinataire },
  { key: 'etat', title: 'État', cell: (c) => <EtatDuCourriel etat={c.etat} /> },
  { key: 'le', title: 'Écrit le', cell: (c) => dateHeure(c.le) },
  {
    key: 'dossier',
    title: 'Dossier',
    cell: (c) =>
      c.dossier ? (
        <Link to="/gestion/dossiers/$cle" params={{ cle: c.dossier.cle }}>
          {c.dossier.numero ?? 'Brouillon'}
        </Link>
      ) : (
        <span className="discret">Aucun</span>
      ),
  },
]

function SansServeur() {
  return (
    <Alert kind="alerte" title="Aucun serveur de courriel n’est configuré : rien ne part.">
      <p>
        Les courriels sont gardés ici, où chacun peut être lu tel qu’il serait parti. Pour les envoyer, l’administrateur
        indique un serveur SMTP dans la configuration du site.
      </p>
    </Alert>
  )
}

function Vide() {
  return (
    <Empty icon="enveloppe" title="Aucun courriel pour l’instant.">
      <p>Ceux qui préviennent d’un dépôt, d’un message, d’une pièce demandée ou d’une décision apparaîtront ici.</p>
    </Empty>
  )
}

function SansResultat({ effacer }: { effacer: () => void }) {
  return (
    <Empty icon="loupe" title="Aucun courriel ne correspond.">
      <Button onClick={effacer}>Effacer la recherche et les filtres</Button>
    </Empty>
  )
}
