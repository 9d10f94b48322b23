import { useState } from 'react'
import { listerServices, modifierService, type Service } from '#domain/comptes/api-services.ts'
import { useAct, useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Tag } from '#web/ui/Badge.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Empty, Loading, Reading } from '#web/ui/etats.tsx'
import { pluriel } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { MembresDuService, NomDuService } from './FenetresDeService.tsx'

const TITRE = 'Services'

/** Who receives the dossiers that the rules of the forms orient: the services and the agents in each. */
export function PageServices() {
  const moi = useMoi()
  const services = useRead(listerServices, {})
  const [creation, setCreation] = useState(false)
  if (!moi) return <Loading />
  if (moi.role !== 'administrateur')
    return (
      <Page title={TITRE}>
        <Empty icon="info" title="Cette page est réservée aux administrateurs." />
      </Page>
    )
  const ajouter = (
    <Button kind="principal" icon="ajouter" onClick={() => setCreation(true)}>
      Créer un service
    </Button>
  )
  return (
    <Page
      title={TITRE}
      intro="Les règles d’orientation d’un formulaire confient chaque dossier à un service ; ses membres en sont prévenus au dépôt."
      actions={ajouter}
    >
      <Reading
        query={services}
        isEmpty={(s) => s.elements.length === 0}
        empty={
          <Empty icon="groupe" title="Aucun service.">
            <p>Sans service, les dossiers restent à tous les agents du territoire.</p>
          </Empty>
        }
      >
        {({ elements }) => (
          <div className="pile">
            {elements.map((s) => (
              <UnService key={s.id} service={s} />
            ))}
          </div>
        )}
      </Reading>
      {creation && <NomDuService fermer={() => setCreation(false)} />}
    </Page>
  )
}

function UnService({ service: s }: { service: Service }) {
  const [fenetre, setFenetre] = useState<'nom' | 'membres'>()
  const acte = useAct(modifierService)
  const dire = useToast()
  const fermer = async (ferme: boolean) => {
    const changer = (oui: boolean) => acte.run({ params: { id: s.id }, body: { ferme: oui } })
    if (!(await changer(ferme))) return dire('Le service n’a pas changé. Un autre porte peut-être ce nom.')
    dire(ferme ? `« ${s.nom} » ne reçoit plus de dossiers.` : `« ${s.nom} » reçoit de nouveau des dossiers.`, {
      label: 'Annuler',
      run: () => void changer(!ferme),
    })
  }
  return (
    <Card
      title={s.nom}
      actions={
        <div className="rang">
          {s.ferme && <Tag>Fermé</Tag>}
          <Button small onClick={() => setFenetre('membres')} aria-label={`Membres : ${s.nom}`}>
            Membres
          </Button>
          <Button small onClick={() => setFenetre('nom')} aria-label={`Renommer : ${s.nom}`}>
            Renommer
          </Button>
          <Button
            small
            busy={acte.pending}
            onClick={() => void fermer(!s.ferme)}
            aria-label={`${s.ferme ? 'Rouvrir' : 'Fermer'} : ${s.nom}`}
          >
            {s.ferme ? 'Rouvrir' : 'Fermer'}
          </Button>
        </div>
      }
    >
      {s.membres.length === 0 ? (
        <p className="discret">Personne : ses dossiers sont annoncés à tous les agents du territoire.</p>
      ) : (
        <p>
          {pluriel(s.membres.length, 'membre')} :{' '}
          {s.membres.map((m) => (m.fonction ? `${m.nom} (${m.fonction})` : m.nom)).join(', ')}
        </p>
      )}
      {s.anciens_noms.length > 0 && (
        <p className="petit discret">Les règles qui disent « {s.anciens_noms.join(' », « ')} » y mènent encore.</p>
      )}
      <div>
        <ButtonLink small to="/gestion/dossiers" search={{ service: String(s.id) }}>
          Ses dossiers
        </ButtonLink>
      </div>
      {fenetre === 'nom' && <NomDuService service={s} fermer={() => setFenetre(undefined)} />}
      {fenetre === 'membres' && <MembresDuService service={s} fermer={() => setFenetre(undefined)} />}
    </Card>
  )
}
