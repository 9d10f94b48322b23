import { type FormEvent, useState } from 'react'
import { type Anomalie, accepterAnomalie, retirerAcceptation } from '#domain/referentiel/api-qualite.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { date } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'

/** Says that a value is right although it looks wrong, and why; or takes it back. */
export function Acceptation({ anomalie }: { anomalie: Anomalie }) {
  const [ouverte, setOuverte] = useState(false)
  const retrait = useAct(retirerAcceptation)
  const dire = useToast()
  const params = { id: anomalie.id }
  const retirer = () => void retrait.run({ params })
  if (anomalie.acceptee)
    return (
      <span>
        <span className="petit">
          Acceptée par {anomalie.acceptee.par} le {date(anomalie.acceptee.le)} : {anomalie.acceptee.motif}
        </span>
        <br />
        <Button small kind="discret" icon="retour" busy={retrait.pending} onClick={retirer}>
          Revenir dessus
        </Button>
      </span>
    )
  return (
    <>
      <Button small icon="ok" onClick={() => setOuverte(true)}>
        Accepter…
        <span className="lecteur-seul">
          {' '}
          « {anomalie.libelle} » de {anomalie.nom}
        </span>
      </Button>
      <Dialog title="Accepter cette anomalie" open={ouverte} onClose={() => setOuverte(false)}>
        <Motif
          anomalie={anomalie}
          fait={() => {
            setOuverte(false)
            dire('Anomalie acceptée.', { label: 'Annuler', run: retirer })
          }}
        />
      </Dialog>
    </>
  )
}

function Motif({ anomalie, fait }: { anomalie: Anomalie; fait: () => void }) {
  const acte = useAct(accepterAnomalie)
  const [motif, setMotif] = useState('')
  const [envoye, setEnvoye] = useState(false)
  const envoyer = async (e: FormEvent) => {
    e.preventDefault()
    setEnvoye(true)
    if (motif.trim().length < 3) return
    if (await acte.run({ params: { id: anomalie.id }, body: { motif } })) fait()
  }
  return (
    <form className="pile" onSubmit={(e) => void envoyer(e)} noValidate>
      {acte.failure && <Alert title="L’anomalie n’est pas acceptée">{acte.failure.message}</Alert>}
      <p>{anomalie.detail}</p>
      <TextAreaField
        label="Pourquoi est-ce normal ?"
        help="Votre motif reste avec l’anomalie. Elle revient si la valeur change."
        rows={3}
        maxLength={500}
        value={motif}
        error={envoye && motif.trim().length < 3 ? 'Dites pourquoi c’est normal.' : acte.error('motif')}
        onChange={(e) => setMotif(e.target.value)}
      />
      <div className="rang">
        <Button kind="principal" type="submit" busy={acte.pending}>
          Accepter
        </Button>
      </div>
    </form>
  )
}
