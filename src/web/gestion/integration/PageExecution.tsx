import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Execution, lireExecution } from '#domain/integration/api.ts'
import { estFinie } from '#domain/integration/etats.ts'
import { useRead } from '../../call.ts'
import { Termes } from '../../referentiel/Identite.tsx'
import { Alert } from '../../ui/Alert.tsx'
import { Card } from '../../ui/Card.tsx'
import { Reading } from '../../ui/etats.tsx'
import { date, dateHeure, nombre } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { ActesImport } from './ActesImport.tsx'
import { Differences } from './Differences.tsx'
import { Etapes } from './Etapes.tsx'
import { EtatImport } from './EtatImport.tsx'
import css from './Integration.module.css'
import { Rejets } from './Rejets.tsx'

/** How often a run under way is looked at. */
const RYTHME = 1_000

/** One run: where it stands, what it changes, what it put aside, and what can be done with it. */
export function PageExecution() {
  const { id = '' } = useParams({ strict: false })
  const appel = { params: { id: Number(id) } }
  const premiere = useRead(lireExecution, appel)
  const enCours = premiere.data !== undefined && bouge(premiere.data)
  const lecture = useRead(lireExecution, appel, { refetchInterval: enCours ? RYTHME : undefined })
  return <Reading query={lecture}>{(e) => <Contenu execution={e} />}</Reading>
}

/** Something happens by itself: not over, and not waiting for somebody. */
const bouge = (e: Execution): boolean => !estFinie(e.etat) && !(e.etat === 'comparee' && e.a_confirmer !== null)

function Contenu({ execution: e }: { execution: Execution }) {
  const { onglet = 'differences' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  return (
    <Page
      title={e.libelle}
      crumbs={[
        { label: 'Intégrations', to: '/gestion/integrations' },
        { label: e.libelle, to: '/gestion/integrations/sources/$source', params: { source: e.source } },
      ]}
      intro={
        <span className="rang">
          <EtatImport execution={e} /> Import {e.id} du {dateHeure(e.commencee_le)}
        </span>
      }
    >
      <Messages execution={e} />
      <Card title="Étapes">
        <div className="pile">
          <Etapes execution={e} />
          {bouge(e) && (
            <div role="status">
              <label htmlFor="progression">
                {e.progression} % — {nombre(e.lues)} lignes lues
              </label>
              <progress id="progression" className={css.progression} value={e.progression} max={100} />
            </div>
          )}
          <Chiffres execution={e} />
          <ActesImport execution={e} />
        </div>
      </Card>
      <Card>
        <Tabs
          label="Détail de l’import"
          current={onglet}
          onChange={(cle) => void naviguer({ to: '.', search: { onglet: cle }, replace: true, resetScroll: false })}
          tabs={[
            {
              key: 'differences',
              label: e.etat === 'appliquee' ? 'Ce qui a changé' : 'Ce qui changerait',
              panel: () => <Differences execution={e} />,
            },
            {
              key: 'rejets',
              label: `Écartées (${nombre(e.rejetees + e.remarques)})`,
              panel: () => <Rejets execution={e} />,
            },
            { key: 'fichier', label: 'Fichier', panel: () => <Termes lignes={lignesDe(e)} /> },
          ]}
        />
      </Card>
    </Page>
  )
}

function Messages({ execution: e }: { execution: Execution }) {
  return (
    <>
      {e.erreur && (
        <Alert
          kind="danger"
          title={e.etat === 'refusee' ? 'Ce fichier est refusé' : 'Cet import n’est pas allé au bout'}
        >
          {e.erreur}
        </Alert>
      )}
      {e.a_confirmer && (
        <Alert kind="alerte" title="Cet import attend votre accord">
          {e.a_confirmer}
        </Alert>
      )}
      {e.identique_a !== null && (
        <Alert title="Fichier déjà connu">
          Ce même fichier a déjà été appliqué : rien n’a été écrit.{' '}
          <Link to="/gestion/integrations/$id" params={{ id: String(e.identique_a) }}>
            Voir l’import {e.identique_a}
          </Link>
        </Alert>
      )}
      {e.rejeu_de !== null && (
        <Alert title="Lignes corrigées">
          Cet import rejoue les lignes corrigées de{' '}
          <Link to="/gestion/integrations/$id" params={{ id: String(e.rejeu_de) }}>
            l’import {e.rejeu_de}
          </Link>
          .
        </Alert>
      )}
    </>
  )
}

function Chiffres({ execution: e }: { execution: Execution }) {
  const chiffres: [string, number][] = [
    ['lues', e.lues],
    ['créées', e.creees],
    ['modifiées', e.modifiees],
    ['identiques', e.identiques],
    ['absentes du fichier', e.absentes],
    ['plus anciennes', e.anciennes],
    ['hors champ', e.hors_champ],
    ['rejetées', e.rejetees],
  ]
  return (
    <dl className={css.chiffres}>
      {chiffres.map(([nom, n]) => (
        <div key={nom}>
          <dt>{nom}</dt>
          <dd>{nombre(n)}</dd>
        </div>
      ))}
    </dl>
  )
}

const lignesDe = (e: Execution): [string, string][] => [
  ['Fichier', e.fichier],
  ['Éditeur', e.editeur],
  ['Licence', e.licence],
  ['Données du', date(e.date_donnees)],
  ['Durée', `${nombre(e.duree_ms / 1000)} s`],
  ['Comparaison forcée', e.forcee ? 'Oui' : ''],
  ['Valeurs écartées', nombre(e.remarques)],
  ['À placer', nombre(e.mal_places)],
]
