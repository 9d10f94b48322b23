import type { RefObject } from 'react'
import { affecter, avancer, notifier, telechargerNotification } from '#domain/instruction/api.ts'
import { adresseDe } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { date, euros } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { annulation } from './annuler.ts'
import css from './Instruction.module.css'
import { attente, estLibre, principale } from './suite.ts'
import { type Tenue, useActe } from './tenue.ts'

/** What can be done now, the most likely act first; windows ask for the rest. */
export function Actions({ tenue, titre }: { tenue: Tenue; titre: RefObject<HTMLHeadingElement | null> }) {
  const { instruction: i, ouvrir } = tenue
  const { actions } = i
  const premier = principale(i)
  const autres = actions.avancer.filter(estLibre).length > (premier?.genre === 'avancer' ? 1 : 0)
  const retenu = premier ? [] : attente(i)
  return (
    <section className={css.carte} data-impression="non" aria-labelledby="suite-du-dossier">
      <h2 id="suite-du-dossier" ref={titre} tabIndex={-1}>
        {premier ? 'Ce que vous pouvez faire' : actions.avancer.length ? 'Ce dossier attend' : 'Ce dossier est terminé'}
      </h2>
      {retenu.map((message) => (
        <p key={message}>{message}</p>
      ))}
      <DecisionPrise tenue={tenue} />
      <div className="rang">
        {premier?.genre === 'notifier' && <Notifier tenue={tenue} />}
        {premier?.genre === 'avancer' && <Avancer tenue={tenue} {...premier.destination} />}
        {actions.decider.some(estLibre) && (
          <Button
            kind={premier?.genre === 'decider' ? 'principal' : 'secondaire'}
            icon="marteau"
            onClick={() => ouvrir({ genre: 'decider' })}
          >
            Décider…
          </Button>
        )}
        {estLibre(actions.demander_piece) && (
          <Button icon="trombone" onClick={() => ouvrir({ genre: 'piece' })}>
            Demander une pièce…
          </Button>
        )}
        {autres && (
          <Button icon="fleche_droite" onClick={() => ouvrir({ genre: 'avancer' })}>
            {premier?.genre === 'avancer' ? 'Autre statut…' : 'Changer de statut…'}
          </Button>
        )}
        {actions.reculer.some(estLibre) && (
          <Button icon="retour" onClick={() => ouvrir({ genre: 'reculer' })}>
            Reculer…
          </Button>
        )}
        {estLibre(actions.affecter) && <Affecter tenue={tenue} />}
        {estLibre(actions.reorienter) && (
          <Button icon="groupe" onClick={() => ouvrir({ genre: 'reorienter' })}>
            {i.service ? 'Réorienter…' : 'Confier à un service…'}
          </Button>
        )}
      </div>
    </section>
  )
}

function Avancer({ tenue, vers, libelle }: { tenue: Tenue; vers: string; libelle: string }) {
  const { cle, instruction, fait } = tenue
  const acte = useActe(avancer)
  const dire = useToast()
  const lancer = async () => {
    const reponse = await acte.run({ params: { cle }, body: { vers, revision: instruction.revision } })
    if (reponse) fait(reponse, `Dossier avancé : ${libelle}.`, annulation(cle, reponse, instruction.statut, dire))
  }
  return (
    <>
      <Refus message={acte.failure?.message} />
      <Button kind="principal" icon="fleche_droite" busy={acte.pending} onClick={() => void lancer()}>
        Avancer : {libelle}
      </Button>
    </>
  )
}

function Notifier({ tenue: { cle, fait } }: { tenue: Tenue }) {
  const acte = useActe(notifier)
  const lancer = async () => {
    const reponse = await acte.run({ params: { cle } })
    if (reponse) fait(reponse, 'Décision notifiée : l’établissement est prévenu et peut télécharger sa lettre.')
  }
  return (
    <>
      <Refus message={acte.failure?.message} />
      <Button kind="principal" icon="enveloppe" busy={acte.pending} onClick={() => void lancer()}>
        Notifier la décision
      </Button>
    </>
  )
}

function Affecter({ tenue: { cle, instruction, ouvrir, fait } }: { tenue: Tenue }) {
  const moi = useMoi()
  const acte = useActe(affecter)
  const prendre = async (personne: number) => {
    const reponse = await acte.run({ params: { cle }, body: { personne } })
    if (reponse) fait(reponse, 'Ce dossier vous est affecté.')
  }
  return (
    <>
      <Refus message={acte.failure?.message} />
      {moi && instruction.affecte_a?.id !== moi.id && (
        <Button icon="personne" busy={acte.pending} onClick={() => void prendre(moi.id)}>
          M’affecter
        </Button>
      )}
      <Button icon="groupe" onClick={() => ouvrir({ genre: 'affecter' })}>
        Affecter…
      </Button>
    </>
  )
}

/** A refusal of a plain button, across the whole row. What is on screen was read again meanwhile. */
function Refus({ message }: { message: string | undefined }) {
  return message ? (
    <div className={css.refus}>
      <Alert kind="danger" title={message}>
        <p>C’est fait : cette page montre de nouveau où en est le dossier.</p>
      </Alert>
    </div>
  ) : null
}

function DecisionPrise({ tenue: { cle, instruction } }: { tenue: Tenue }) {
  const { decision: d } = instruction
  if (!d) return null
  return (
    <div className={css.decision}>
      <p>
        <strong>
          Décision : {d.libelle}
          {d.montant !== null && `, ${euros(d.montant)}`}
        </strong>{' '}
        le {date(d.decidee_le)}
        {d.decidee_par && ` par ${d.decidee_par}`}
        {d.notifiee_le ? `, notifiée le ${date(d.notifiee_le)}.` : ', pas encore notifiée.'}
      </p>
      {d.motif && <p className={css.motif}>« {d.motif} »</p>}
      {d.notifiee_le && (
        <ButtonAnchor small icon="telecharger" href={adresseDe(telechargerNotification, { params: { cle } })} download>
          Lettre de notification (PDF)
        </ButtonAnchor>
      )}
    </div>
  )
}
