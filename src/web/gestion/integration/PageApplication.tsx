import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import {
  type Application,
  listerApplications,
  modifierApplication,
  RECOUVREMENT_JOURS,
  renouvelerCle,
  revoquerCle,
} from '#domain/integration/api-applications.ts'
import { useAct, useRead } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Table } from '../../ui/Table.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Appairages } from './Appairages.tsx'
import { EtatApplication } from './Applications.tsx'
import { CleMontree } from './CleMontree.tsx'
import { useRegleIntegrations } from './droits.ts'
import { Echanges } from './Echanges.tsx'

/** One business system: its keys, what it knows our établissements as, what it sent. */
export function PageApplication() {
  const { id = '' } = useParams({ strict: false })
  const liste = useRead(listerApplications, {})
  return (
    <Reading query={liste}>
      {(data) => {
        const application = data.elements.find((a) => a.id === Number(id))
        return application ? <Contenu application={application} /> : <Absente />
      }}
    </Reading>
  )
}

const Absente = () => (
  <Page title="Application" crumbs={[{ label: 'Intégrations', to: '/gestion/integrations' }]}>
    <Empty icon="loupe" title="Cette application n’existe pas." />
  </Page>
)

function Contenu({ application: a }: { application: Application }) {
  const { onglet = 'cles' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const modifier = useAct(modifierApplication)
  const regle = useRegleIntegrations()
  return (
    <Page
      title={a.nom}
      crumbs={[{ label: 'Intégrations', to: '/gestion/integrations', search: { onglet: 'applications' } }]}
      intro={
        <span className="rang">
          <EtatApplication active={a.active} /> Envoie : {a.sources.join(', ')}
        </span>
      }
      actions={
        regle && (
          <Button
            kind={a.active ? 'danger' : 'secondaire'}
            busy={modifier.pending}
            onClick={() => void modifier.run({ params: { id: a.id }, body: { active: !a.active } })}
          >
            {a.active ? 'Suspendre' : 'Rouvrir'}
          </Button>
        )
      }
    >
      {modifier.failure && <Alert kind="danger">{modifier.failure.message}</Alert>}
      <Card>
        <Tabs
          label="Application"
          current={onglet}
          onChange={(cle) => void naviguer({ to: '.', search: { onglet: cle }, replace: true })}
          tabs={[
            { key: 'cles', label: 'Clés', panel: () => <Cles application={a} /> },
            { key: 'appairages', label: 'Appairages', panel: () => <Appairages application={a.id} /> },
            { key: 'echanges', label: 'Échanges', panel: () => <Echanges application={a.id} /> },
          ]}
        />
      </Card>
    </Page>
  )
}

type Cle = Application['cles'][number]

function etatDe(c: Cle): string {
  if (c.revoquee_le) return `Révoquée le ${date(c.revoquee_le)}`
  if (!c.expire_le) return 'En service'
  return `${Date.parse(c.expire_le) <= Date.now() ? 'Expirée' : 'Expire'} le ${date(c.expire_le)}`
}

function Cles({ application: a }: { application: Application }) {
  const renouveler = useAct(renouvelerCle)
  const revoquer = useAct(revoquerCle)
  const [cle, setCle] = useState<string>()
  const [aRevoquer, setARevoquer] = useState<Cle>()
  const regle = useRegleIntegrations()
  const donner = async () => {
    const fait = await renouveler.run({ params: { id: a.id }, body: {} })
    if (fait) setCle(fait.cle)
  }
  const couper = async () => {
    if (!aRevoquer) return
    await revoquer.run({ params: { id: a.id, cle: aRevoquer.id } })
    setARevoquer(undefined)
  }
  const echec = renouveler.failure ?? revoquer.failure
  return (
    <div className="pile">
      {echec && <Alert kind="danger">{echec.message}</Alert>}
      {regle && (
        <div>
          <Button icon="recharger" busy={renouveler.pending} onClick={() => void donner()}>
            Donner une nouvelle clé
          </Button>
        </div>
      )}
      <p className="discret">
        Après un renouvellement, l’ancienne clé sert encore {RECOUVREMENT_JOURS} jours. Une clé révoquée est refusée à
        l’instant.
      </p>
      <Table<Cle>
        caption="Clés de l’application"
        captionHidden
        columns={[
          { key: 'debut', title: 'Clé', header: true, cell: (c) => <code>{c.debut}…</code> },
          { key: 'cree', title: 'Donnée le', cell: (c) => date(c.cree_le) },
          {
            key: 'utilisee',
            title: 'Dernier usage',
            cell: (c) => (c.utilisee_le ? dateHeure(c.utilisee_le) : 'Jamais'),
          },
          { key: 'etat', title: 'État', cell: (c) => <Tag>{etatDe(c)}</Tag> },
          {
            key: 'acte',
            title: 'Acte',
            cell: (c) =>
              regle && !c.revoquee_le ? (
                <Button small kind="danger" onClick={() => setARevoquer(c)}>
                  Révoquer<span className="lecteur-seul"> la clé {c.debut}</span>
                </Button>
              ) : (
                '—'
              ),
          },
        ]}
        rows={a.cles}
        rowKey={(c) => c.id}
      />
      <Dialog title="Nouvelle clé" open={cle !== undefined} onClose={() => setCle(undefined)}>
        {cle && <CleMontree cle={cle} source={a.sources[0] ?? ''} />}
      </Dialog>
      <Dialog title="Révoquer cette clé" open={aRevoquer !== undefined} onClose={() => setARevoquer(undefined)}>
        <div className="pile">
          <p>L’application qui l’emploie sera refusée tout de suite.</p>
          <div className="rang">
            <Button kind="danger" busy={revoquer.pending} onClick={() => void couper()}>
              Révoquer
            </Button>
            <Button onClick={() => setARevoquer(undefined)}>Garder la clé</Button>
          </div>
        </div>
      </Dialog>
    </div>
  )
}
