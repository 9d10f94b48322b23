import { Navigate, useParams } from '@tanstack/react-router'
import { type Dossier, lireAccuse, lireDossier } from '#domain/dossiers/api.ts'
import { lireInstruction } from '#domain/instruction/api.ts'
import { adresseDe, useRead } from '#web/call.ts'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { Loading, Reading, Refused } from '#web/ui/etats.tsx'
import { date, euros } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { InvitationAuCompte } from '../horscompte/InvitationAuCompte.tsx'
import { useCheminDossiers } from '../horscompte/suivi.ts'
import { useSessionExpiree } from '../reconnexion.ts'
import { DecisionNotifiee } from './DecisionNotifiee.tsx'
import { DemandesDePieces } from './DemandesDePieces.tsx'
import css from './dossiers.module.css'
import { Historique } from './Historique.tsx'
import { Messages } from './Messages.tsx'
import { PiecesDuDossier } from './PiecesDuDossier.tsx'
import { Repartir } from './Repartir.tsx'
import { ReponsesDeposees } from './ReponsesDeposees.tsx'
import { Suivi } from './Suivi.tsx'

/** A deposited dossier, followed by its établissement: where it stands, what is asked, what was decided and said. */
export function PageDossier() {
  const { cle = '' } = useParams({ strict: false })
  const lecture = useRead(lireDossier, { params: { cle } })
  useSessionExpiree(lecture.error)
  const dossier = lecture.data
  if (lecture.error && !dossier) return <Refused failure={lecture.error} retry={() => void lecture.refetch()} />
  if (!dossier) return <Loading lines={6} />
  if (dossier.etat === 'brouillon')
    return <Navigate to="/dossiers/$cle/formulaire" params={{ cle: dossier.cle }} replace />
  return <DossierDepose dossier={dossier} />
}

function DossierDepose({ dossier }: { dossier: Dossier }) {
  const params = { cle: dossier.cle }
  const suivi = useRead(lireInstruction, { params }, { refetchInterval: 60_000 })
  useSessionExpiree(suivi.error)
  const { numero, objet, teleservice, etablissement, depose_le, depose_par, montant_demande, sans_compte } = dossier
  return (
    <Page
      title={`Dossier ${numero}`}
      crumbs={useCheminDossiers()}
      intro={
        <>
          {objet && <strong>{objet}</strong>} {objet && '· '}
          {teleservice.titre} · {etablissement.nom}
          <br />
          Déposé le {date(depose_le)}
          {depose_par && ` par ${depose_par.nom}`}
          {montant_demande !== null && ` · ${euros(montant_demande)} demandés`}
        </>
      }
      actions={
        <div className="rang" data-impression="non">
          <ButtonAnchor icon="telecharger" href={adresseDe(lireAccuse, { params })} download>
            Accusé de réception (PDF)
          </ButtonAnchor>
          {!sans_compte && <Repartir cle={dossier.cle} />}
          <Button kind="discret" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      }
    >
      <InvitationAuCompte />
      <Reading query={suivi} lines={4}>
        {(s) => (
          <>
            <Suivi suivi={s} />
            <DemandesDePieces suivi={s} />
            <DecisionNotifiee suivi={s} />
          </>
        )}
      </Reading>
      <div className={css.deux}>
        <div className="pile">
          <Messages cle={dossier.cle} />
          <ReponsesDeposees cle={dossier.cle} />
        </div>
        <div className="pile">
          <Reading query={suivi}>
            {(s) => (
              <>
                <PiecesDuDossier dossier={dossier} demandes={s.demandes_de_pieces} />
                <Historique suivi={s} />
              </>
            )}
          </Reading>
        </div>
      </div>
    </Page>
  )
}
