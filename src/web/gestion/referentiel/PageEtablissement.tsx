import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type Fiche, lireEtablissement } from '#domain/referentiel/api.ts'
import { useRead } from '../../call.ts'
import { Identite, Territoires } from '../../referentiel/Identite.tsx'
import css from '../../referentiel/referentiel.module.css'
import { Changements, Sources } from '../../referentiel/Sources.tsx'
import { Alert } from '../../ui/Alert.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loading, Reading } from '../../ui/etats.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { AppairagesDe } from '../integration/AppairagesDe.tsx'
import { DossiersDe } from './DossiersDe.tsx'
import { JournalDe } from './JournalDe.tsx'
import { ETATS, TYPES } from './PageEtablissements.tsx'
import { Relations } from './Relations.tsx'

const Carte = lazy(() => import('../../referentiel/Carte.tsx').then((m) => ({ default: m.Carte })))

/** The first fiche 360: who it is, where, its relations, its dossiers, all that happened. */
export function PageEtablissement() {
  const { uai = '' } = useParams({ strict: false })
  const lecture = useRead(lireEtablissement, { params: { uai } })
  return (
    <Reading query={lecture} lines={6}>
      {(fiche) => (
        <Page
          title={fiche.nom}
          crumbs={[{ label: 'Établissements', to: '/gestion/etablissements' }]}
          intro={`${fiche.uai} · ${fiche.nature_libelle ?? TYPES[fiche.type]} · ${[fiche.commune, fiche.departement].filter(Boolean).join(', ')}`}
          actions={
            <Button small icon="document" onClick={() => window.print()}>
              Imprimer
            </Button>
          }
        >
          <div className="rang">
            <Tag>{ETATS[fiche.etat]}</Tag>
            {fiche.badges.map((b) => (
              <Tag key={b}>{b}</Tag>
            ))}
          </div>
          {fiche.placement && (
            <Alert kind="alerte" title="Place sur le territoire à vérifier">
              {fiche.placement.message}
            </Alert>
          )}
          <div className={css.deux}>
            <Card title="Identité">
              <Identite fiche={fiche} />
            </Card>
            <div className="pile">
              <Situation fiche={fiche} />
              <Relations fiche={fiche} />
              <AppairagesDe uai={fiche.uai} />
            </div>
          </div>
          <Onglets fiche={fiche} />
        </Page>
      )}
    </Reading>
  )
}

function Situation({ fiche }: { fiche: Fiche }) {
  return (
    <Card title="Situation">
      {fiche.latitude !== null && fiche.longitude !== null ? (
        <Suspense fallback={<Loading lines={4} />}>
          <Carte
            nom={fiche.nom}
            latitude={fiche.latitude}
            longitude={fiche.longitude}
            lieu={[fiche.adresse, fiche.code_postal, fiche.commune].filter(Boolean).join(' ')}
          />
        </Suspense>
      ) : (
        <p className="discret">La source ne donne pas de coordonnées pour cet établissement.</p>
      )}
      <Territoires fiche={fiche} />
    </Card>
  )
}

function Onglets({ fiche }: { fiche: Fiche }) {
  const { onglet = 'dossiers' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  return (
    <Card>
      <Tabs
        label="Vie de l’établissement"
        current={onglet}
        onChange={(cle) =>
          void naviguer({
            to: '/gestion/etablissements/$uai',
            params: { uai: fiche.uai },
            search: { onglet: cle },
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          { key: 'dossiers', label: 'Dossiers', panel: () => <DossiersDe uai={fiche.uai} /> },
          { key: 'journal', label: 'Journal', panel: () => <JournalDe uai={fiche.uai} /> },
          { key: 'sources', label: 'Données et sources', panel: () => <Sources fiche={fiche} /> },
          {
            key: 'historique',
            label: 'Historique des données',
            panel: () => <Changements historique={fiche.historique} />,
          },
        ]}
      />
      <p className="petit">
        <Link to="/gestion/dossiers" search={{ uai: fiche.uai }}>
          Ouvrir ses dossiers dans le portefeuille
        </Link>
      </p>
    </Card>
  )
}
