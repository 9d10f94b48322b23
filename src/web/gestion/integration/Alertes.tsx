import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Alerte, acquitterAlerte } from '#domain/integration/api-connecteurs.ts'
import { useAct } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { TextAreaField } from '../../ui/champs.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { date, pluriel } from '../../ui/format.ts'
import { useToast } from '../../ui/toasts.tsx'
import { useRegleIntegrations } from './droits.ts'

/** Sources that are late or drift; those somebody has taken note of stand below, quiet. */
export function Alertes({ alertes }: { alertes: Alerte[] }) {
  const [choisie, setChoisie] = useState<Alerte>()
  const regle = useRegleIntegrations()
  const vives = alertes.filter((a) => !a.acquittee_le)
  const connues = alertes.filter((a) => a.acquittee_le)
  if (alertes.length === 0) return null
  return (
    <>
      {vives.length > 0 && (
        <Alert kind="alerte" title={`${pluriel(vives.length, 'alerte')} sur les sources`}>
          <ul className="pile sans-puce" style={{ '--ecart': '0.5rem' } as React.CSSProperties}>
            {vives.map((a) => (
              <li key={a.id} className="rang entre">
                <span>
                  <strong>{a.libelle}</strong> : {a.message} <VersImport alerte={a} />
                </span>
                {regle && (
                  <Button small onClick={() => setChoisie(a)}>
                    Acquitter<span className="lecteur-seul"> l’alerte de {a.libelle}</span>
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {connues.length > 0 && (
        <details>
          <summary>{pluriel(connues.length, 'alerte acquittée', 'alertes acquittées')}</summary>
          <ul>
            {connues.map((a) => (
              <li key={a.id}>
                {a.libelle} : {a.message} {a.acquittee_par}, le {date(a.acquittee_le)} : « {a.raison} »
              </li>
            ))}
          </ul>
        </details>
      )}
      <Acquitter alerte={choisie} fermer={() => setChoisie(undefined)} />
    </>
  )
}

function VersImport({ alerte: { execution } }: { alerte: Alerte }) {
  if (execution === null) return null
  return (
    <Link to="/gestion/integrations/$id" params={{ id: String(execution) }}>
      Voir l’import
    </Link>
  )
}

function Acquitter({ alerte, fermer }: { alerte: Alerte | undefined; fermer: () => void }) {
  const acte = useAct(acquitterAlerte)
  const dire = useToast()
  const [raison, setRaison] = useState('')
  const envoyer = async () => {
    if (!alerte) return
    const fait = await acte.run({ params: { id: alerte.id }, body: { raison } })
    if (!fait) return
    dire('Alerte acquittée.')
    setRaison('')
    fermer()
  }
  return (
    <Dialog title="Acquitter l’alerte" open={alerte !== undefined} onClose={fermer}>
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer()
        }}
      >
        <p>{alerte?.message}</p>
        <TextAreaField
          label="Pourquoi est-ce normal, ou déjà pris en charge ?"
          value={raison}
          maxLength={500}
          rows={3}
          required
          error={acte.error('raison')}
          onChange={(e) => setRaison(e.target.value)}
        />
        {acte.failure && !acte.error('raison') && <Alert kind="danger">{acte.failure.message}</Alert>}
        <Button type="submit" kind="principal" busy={acte.pending}>
          Acquitter
        </Button>
      </form>
    </Dialog>
  )
}
