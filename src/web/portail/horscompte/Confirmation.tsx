import { useState } from 'react'
import { confirmerOuverture, demanderOuverture } from '#domain/horscompte/api.ts'
import { useAct } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { TextField } from '#web/ui/champs.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { demandeDe, type Gardee } from './gardee.ts'
import css from './horscompte.module.css'

type Props = {
  code: string
  saisie: Gardee
  poser: (saisie: Gardee) => void
  onOuverte: (ouverte: { cle: string; code: string }) => void
}

/** Second step: the code that came by mail. It can be asked again, and the address corrected. */
export function Confirmation({ code, saisie, poser, onOuverte }: Props) {
  const [tape, setTape] = useState('')
  const confirmation = useAct(confirmerOuverture)
  const renvoi = useAct(demanderOuverture, { quiet: true })
  const dire = useToast()
  const { demande, etablissement, prenom, nom, courriel } = saisie
  if (!demande) return null
  const confirmer = async () => {
    renvoi.reset()
    const recue = await confirmation.run({ params: { id: demande.id }, body: { code: tape } })
    if (recue) onOuverte({ cle: recue.cle, code: recue.code_de_suivi })
  }
  const renvoyer = async () => {
    confirmation.reset()
    const recue = await renvoi.run({
      body: { teleservice: code, uai: etablissement?.uai ?? '', prenom, nom, courriel, consentement: true },
    })
    if (!recue) return
    setTape('')
    poser({ ...saisie, demande: demandeDe(recue) })
    dire('Un nouveau code est parti : seul le dernier vaut.')
  }
  const echec = confirmation.failure ?? renvoi.failure
  return (
    <Card>
      <form
        className="pile"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!confirmation.pending) void confirmer()
        }}
      >
        {echec &&
          (echec.erreurs.length > 0 ? (
            <ErrorSummary errors={echec.erreurs} />
          ) : (
            <Alert kind="danger" title={echec.message} />
          ))}
        <p>
          Le code est parti à <strong className={css.adresse}>{courriel}</strong>. Il vaut jusqu’au{' '}
          {dateHeure(demande.expire_le)}. Regardez aussi parmi les courriers indésirables.
        </p>
        {demande.demonstration && (
          <Alert title="Démonstration : aucun courriel ne sort d’ici">
            <p>
              Le code qu’il porte : <strong>{demande.demonstration}</strong>
            </p>
          </Alert>
        )}
        <TextField
          id="code"
          label="Code de confirmation"
          help="Six chiffres."
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={40}
          short
          value={tape}
          error={confirmation.error('code')}
          onChange={(e) => setTape(e.target.value)}
        />
        <div className="rang">
          <Button type="submit" kind="principal" busy={confirmation.pending}>
            Confirmer mon adresse
          </Button>
          <Button busy={renvoi.pending} onClick={() => void renvoyer()}>
            Renvoyer un code
          </Button>
          <Button kind="discret" onClick={() => poser({ ...saisie, demande: null })}>
            Corriger mes coordonnées
          </Button>
        </div>
      </form>
    </Card>
  )
}
