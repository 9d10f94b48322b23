import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type LigneFormulaire, listerFormulaires } from '#domain/teleservices/api-formulaires.ts'
import { LIBELLES_THEMATIQUES } from '#domain/teleservices/fiche.ts'
import { useRead } from '#web/call.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { type Column, Table } from '#web/ui/Table.tsx'
import { FenetreCreation } from './FenetreCreation.tsx'

const PAR_PAGE = 25
type Recherche = { recherche?: string; page?: string }

/** Every form that the collectivité draws: its state, its versions, its draft. */
export function PageFormulaires() {
  const brut = useSearch({ strict: false }) as Recherche
  const naviguer = useNavigate()
  const [cree, setCree] = useState(false)
  const page = Math.max(1, Math.trunc(Number(brut.page)) || 1)
  const changer = (patch: Recherche, replace = false) =>
    void naviguer({ to: '/gestion/formulaires', search: { ...brut, page: undefined, ...patch }, replace })
  const lecture = useRead(
    listerFormulaires,
    { query: { recherche: brut.recherche, page, par_page: PAR_PAGE } },
    { keep: true },
  )
  return (
    <Page
      title="Formulaires"
      intro="Dessinez les formulaires des téléservices. Une version publiée ne change plus : un dossier garde la sienne."
      actions={
        <>
          <ButtonLink to="/gestion/formulaires/modeles">Modèles</ButtonLink>
          <ButtonLink to="/gestion/formulaires/import">Importer</ButtonLink>
          <Button kind="principal" icon="ajouter" onClick={() => setCree(true)}>
            Nouveau formulaire
          </Button>
        </>
      }
    >
      <SearchBox
        label="Rechercher un formulaire"
        placeholder="Titre ou code…"
        value={brut.recherche ?? ''}
        onChange={(recherche) => changer({ recherche: recherche.trim() || undefined }, true)}
      />
      <Reading
        query={lecture}
        lines={6}
        isEmpty={(l) => l.elements.length === 0}
        empty={
          <Empty
            icon="document"
            title={brut.recherche ? 'Aucun formulaire ne correspond.' : 'Aucun formulaire encore.'}
          >
            {brut.recherche ? (
              <Button onClick={() => changer({ recherche: undefined })}>Effacer la recherche</Button>
            ) : (
              <Button kind="principal" onClick={() => setCree(true)}>
                Créer le premier
              </Button>
            )}
          </Empty>
        }
      >
        {(l) => (
          <>
            <Table caption="Formulaires" captionHidden columns={COLONNES} rows={l.elements} rowKey={(f) => f.code} />
            <Pagination
              noun="formulaire"
              total={l.total}
              page={l.page}
              parPage={l.par_page}
              onPage={(p) => changer({ page: String(p) })}
            />
          </>
        )}
      </Reading>
      <FenetreCreation open={cree} onClose={() => setCree(false)} />
    </Page>
  )
}

const COLONNES: Column<LigneFormulaire>[] = [
  {
    key: 'titre',
    title: 'Formulaire',
    header: true,
    cell: (f) => (
      <>
        <Link to="/gestion/formulaires/$code" params={{ code: f.code }}>
          {f.titre}
        </Link>
        <div className="petit discret">{LIBELLES_THEMATIQUES[f.thematique]}</div>
      </>
    ),
  },
  {
    key: 'etat',
    title: 'État',
    cell: (f) =>
      f.publie ? (
        <StatusBadge couleur="vert" icone="coche" libelle="Au portail" />
      ) : (
        <StatusBadge couleur="gris" icone="crayon" libelle="Jamais publié" />
      ),
  },
  {
    key: 'version',
    title: 'Version publiée',
    cell: (f) => (f.version ? `${f.version.numero}, le ${date(f.version.publiee_le)}` : 'Aucune'),
  },
  {
    key: 'brouillon',
    title: 'Brouillon',
    cell: ({ brouillon: b }) => {
      if (!b) return 'Aucun'
      return b.publier_le
        ? `Publication prévue le ${dateHeure(b.publier_le)}`
        : `${b.modifie_par}, le ${dateHeure(b.modifie_le)}`
    },
  },
]
