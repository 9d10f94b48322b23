import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { type Fiche, lireEtablissement } from '#domain/referentiel/api.ts'
import { lireRegistre, type Registre } from '#domain/referentiel/api-fiche.ts'
import { LIBELLES_ETAT, LIBELLES_TYPE } from '#domain/referentiel/nomenclatures.ts'
import { useRead } from '#web/call.ts'
import { Chiffres } from '#web/referentiel/fiche/Chiffres.tsx'
import { BandeauDuMoment, ChoixDuMoment, type MomentChoisi, useMoment } from '#web/referentiel/fiche/Moment.tsx'
import { Onglet } from '#web/referentiel/fiche/Onglet.tsx'
import { Identite, Territoires } from '#web/referentiel/Identite.tsx'
import css from '#web/referentiel/referentiel.module.css'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Loading, Reading } from '#web/ui/etats.tsx'
import { useMedia } from '#web/ui/media.ts'
import { Page } from '#web/ui/Page.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { AppairagesDe } from '../integration/AppairagesDe.tsx'
import { AnomaliesDe } from '../qualite/AnomaliesDe.tsx'
import { Chronologie } from './Chronologie.tsx'
import { DossiersDe } from './DossiersDe.tsx'
import { BandeauRedirection, FusionsPrevues, Parentes } from './fusions/Parentes.tsx'
import { Relations } from './Relations.tsx'
import { Suivre } from './Suivre.tsx'

const Carte = lazy(() => import('#web/referentiel/Carte.tsx').then((m) => ({ default: m.Carte })))

/** The fiche 360: who it is, its figures, its tabs of champs with what is linked to them, its dossiers, all that happened. */
export function PageEtablissement() {
  const { uai = '' } = useParams({ strict: false })
  const { moment, choisir } = useMoment()
  const lecture = useRead(lireEtablissement, { params: { uai }, query: moment }, { keep: true })
  return (
    <Reading query={lecture} lines={6}>
      {(fiche) => (
        <Page
          title={fiche.nom}
          crumbs={[{ label: 'Établissements', to: '/gestion/etablissements' }]}
          intro={`${fiche.uai} · ${fiche.nature_libelle ?? LIBELLES_TYPE[fiche.type]} · ${[fiche.commune, fiche.departement].filter(Boolean).join(', ')}`}
          actions={
            <>
              <Suivre uai={fiche.uai} />
              <Button small icon="document" onClick={() => window.print()}>
                Imprimer
              </Button>
            </>
          }
        >
          <BandeauRedirection fiche={fiche} />
          <FusionsPrevues fiche={fiche} />
          <BandeauDuMoment fiche={fiche} revenir={() => choisir({})} />
          <div className="rang">
            <Tag>{LIBELLES_ETAT[fiche.etat]}</Tag>
            {fiche.badges.map((b) => (
              <Tag key={b}>{b}</Tag>
            ))}
          </div>
          <ChoixDuMoment key={`${moment.valable} ${moment.connu}`} moment={moment} choisir={choisir} />
          {fiche.placement && (
            <Alert kind="alerte" title="Place sur le territoire à vérifier">
              {fiche.placement.message}
            </Alert>
          )}
          <Chiffres uai={fiche.uai} moment={moment} />
          <div className={css.deux}>
            <div className="pile">
              <Card title="Identité">
                <Identite fiche={fiche} />
              </Card>
              <AnomaliesDe uai={fiche.uai} />
              <Parentes fiche={fiche} />
            </div>
            <div className="pile">
              <Situation fiche={fiche} />
              <Relations fiche={fiche} />
              <AppairagesDe uai={fiche.uai} />
            </div>
          </div>
          <Onglets fiche={fiche} moment={moment} />
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

function Onglets({ fiche, moment }: { fiche: Fiche; moment: MomentChoisi }) {
  const registre = useRead(lireRegistre, {})
  return <Reading query={registre}>{(r) => <Fenetres fiche={fiche} registre={r} moment={moment} />}</Reading>
}

function Fenetres({ fiche, registre, moment }: { fiche: Fiche; registre: Registre; moment: MomentChoisi }) {
  const { onglet = 'general' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const papier = useMedia('print')
  return (
    <Card>
      <Tabs
        label="Fiche de l’établissement"
        current={onglet}
        all={papier}
        onChange={(cle) =>
          void naviguer({
            to: '.',
            search: (s) => ({ ...s, onglet: cle, page: undefined }),
            replace: true,
            resetScroll: false,
          })
        }
        tabs={[
          ...registre.onglets.map((o) => ({
            key: o.code,
            label: o.libelle,
            panel: () => <Onglet fiche={fiche} registre={registre} onglet={o.code} moment={moment} modifiable />,
          })),
          {
            key: 'dossiers',
            label: 'Dossiers',
            panel: () => (
              <div className="pile">
                <DossiersDe uai={fiche.uai} />
                <p className="petit">
                  <Link to="/gestion/dossiers" search={{ uai: fiche.uai }}>
                    Ouvrir ses dossiers dans le portefeuille
                  </Link>
                </p>
              </div>
            ),
          },
          { key: 'chronologie', label: 'Chronologie', panel: () => <Chronologie fiche={fiche} registre={registre} /> },
        ]}
      />
    </Card>
  )
}
