import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import {
  abandonnerBrouillon,
  type Atelier as Donnees,
  lireAtelier,
  ouvrirBrouillon,
} from '#domain/teleservices/api-formulaires.ts'
import { queryClient, useAct, useRead } from '#web/call.ts'
import { Atelier } from '#web/formulaire/atelier/Atelier.tsx'
import { Statuts } from '#web/formulaire/atelier/contexte.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Empty, Loading, Refused } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Essais } from './Essais.tsx'
import { FenetrePublication } from './FenetrePublication.tsx'
import { PublicationPrevue } from './PublicationPrevue.tsx'
import { Versions } from './Versions.tsx'

/** One form: its draft being drawn, and its versions. */
export function PageAtelier() {
  const { code = '' } = useParams({ strict: false })
  const lecture = useRead(lireAtelier, { params: { code } })
  const [lu, setLu] = useState(0)
  const donnees = lecture.data
  if (lecture.error && !donnees) return <Refused failure={lecture.error} retry={() => void lecture.refetch()} />
  // A reading kept from before would show a draft that has been drawn over since.
  if (!donnees || (lecture.isFetching && !lecture.isFetchedAfterMount)) return <Loading lines={8} />
  const relire = async () => {
    await queryClient.invalidateQueries({ predicate: (q) => q.queryKey[1] === lireAtelier.path })
    setLu((n) => n + 1)
  }
  return <Formulaire key={lu} donnees={donnees} relire={() => void relire()} />
}

function Formulaire({ donnees, relire }: { donnees: Donnees; relire: () => void }) {
  const { code, brouillon, versions } = donnees
  const ouverture = useAct(ouvrirBrouillon)
  // The draft on the screen lives its own life: what is read again must not take its place.
  const [depart, setDepart] = useState(brouillon)
  const ouvrir = async (version?: number) => {
    const fait = await ouverture.run({ params: { code }, body: { version } })
    if (fait) setDepart(fait.brouillon)
  }
  const [publie, setPublie] = useState<{ revision: number }>()
  const [abandon, setAbandon] = useState(false)
  return (
    <Page
      title={donnees.titre}
      crumbs={[{ label: 'Formulaires', to: '/gestion/formulaires' }]}
      intro={
        versions[0]
          ? `Version ${versions[0].numero} publiée${depart ? `, brouillon parti de la version ${depart.base ?? 'vide'}` : ''}.`
          : 'Jamais publié : ce téléservice n’est pas encore au portail.'
      }
      actions={
        <>
          <ButtonLink to="/gestion/formulaires/$code/fiche" params={{ code }}>
            Fiche et calendrier
          </ButtonLink>
          {donnees.publie && (
            <ButtonLink to="/teleservices/$code" params={{ code }}>
              Voir au portail
            </ButtonLink>
          )}
        </>
      }
    >
      {ouverture.failure && <Alert kind="danger">{ouverture.failure.message}</Alert>}
      {!depart && (
        <Empty icon="crayon" title="Aucun brouillon n’est ouvert.">
          <Button kind="principal" busy={ouverture.pending} onClick={() => void ouvrir()}>
            Modifier le formulaire
          </Button>
        </Empty>
      )}
      {depart?.publier_le && <PublicationPrevue code={code} le={depart.publier_le} onAnnule={relire} />}
      {depart && !depart.publier_le && (
        <Statuts value={donnees.statuts}>
          <Atelier
            code={code}
            brouillon={depart}
            relire={relire}
            actions={(sauvegarde) => (
              <>
                <Button small onClick={() => setAbandon(true)}>
                  Abandonner le brouillon
                </Button>
                <Button
                  small
                  kind="principal"
                  icon="ok"
                  onClick={async () => {
                    const revision = await sauvegarde.vider()
                    if (revision !== undefined) setPublie({ revision })
                  }}
                >
                  Publier…
                </Button>
              </>
            )}
          />
        </Statuts>
      )}
      <Essais code={code} />
      <Versions donnees={donnees} brouillon={depart !== null} onRepartir={(v) => void ouvrir(v)} />
      <Dialog title="Publier ce formulaire" open={publie !== undefined} onClose={() => setPublie(undefined)}>
        {publie && (
          <FenetrePublication
            code={code}
            revision={publie.revision}
            premiere={versions.length === 0}
            derniere={versions[0]?.numero}
            fermer={() => setPublie(undefined)}
            onPublie={relire}
          />
        )}
      </Dialog>
      <Dialog title="Abandonner le brouillon ?" open={abandon} onClose={() => setAbandon(false)}>
        <Abandon code={code} fermer={() => setAbandon(false)} onFait={relire} />
      </Dialog>
    </Page>
  )
}

function Abandon({ code, fermer, onFait }: { code: string; fermer: () => void; onFait: () => void }) {
  const acte = useAct(abandonnerBrouillon, { quiet: true })
  const abandonner = async () => {
    await acte.run({ params: { code } })
    onFait()
  }
  return (
    <div className="pile">
      <p>
        Ce que le brouillon a de plus que la version publiée disparaît. Les versions publiées et les dossiers restent.
      </p>
      {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
      <div className="rang">
        <Button kind="danger" busy={acte.pending} onClick={() => void abandonner()}>
          Abandonner
        </Button>
        <Button onClick={fermer}>Garder</Button>
      </div>
    </div>
  )
}
