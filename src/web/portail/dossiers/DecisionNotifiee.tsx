import { telechargerNotification } from '#domain/instruction/api.ts'
import { type Instruction, LIBELLES_DECISIONS } from '#domain/instruction/suivi.ts'
import { adresseDe } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { ButtonAnchor } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { date, euros } from '#web/ui/format.ts'
import css from './dossiers.module.css'

const TONS = { accorde: 'succes', accorde_partiel: 'succes', ajourne: 'alerte', refuse: 'info' } as const

/** The decision, once notified, with its letter. */
export function DecisionNotifiee({ suivi }: { suivi: Instruction }) {
  const { decision } = suivi
  if (!decision?.notifiee_le) return null
  return (
    <Card title="La décision">
      <Alert kind={TONS[decision.sens]} title={decision.libelle || LIBELLES_DECISIONS[decision.sens]}>
        {decision.montant !== null && (
          <p>
            Montant : <strong>{euros(decision.montant)}</strong>
          </p>
        )}
        {decision.motif && <p className={css.commentaire}>{decision.motif}</p>}
        <p>
          Décidé le {date(decision.decidee_le)}, notifié le {date(decision.notifiee_le)}.
        </p>
      </Alert>
      <div data-impression="non">
        <ButtonAnchor
          kind="principal"
          icon="telecharger"
          href={adresseDe(telechargerNotification, { params: { cle: suivi.cle } })}
          download
        >
          Télécharger la notification (PDF)
        </ButtonAnchor>
      </div>
    </Card>
  )
}
