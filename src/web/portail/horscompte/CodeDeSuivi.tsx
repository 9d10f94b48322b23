import { useState } from 'react'
import { ecrireCode } from '#domain/horscompte/code.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import css from './horscompte.module.css'

/** The follow-up code, the only time that it is shown. */
export function CodeDeSuivi({ cle, code, courriel }: { cle: string; code: string; courriel: string }) {
  const [dit, setDit] = useState('')
  const copier = async () => {
    try {
      await navigator.clipboard.writeText(code)
      setDit('Le code est copié.')
    } catch {
      setDit('Votre navigateur n’a pas copié le code : sélectionnez-le, ou notez-le.')
    }
  }
  return (
    <Card>
      <Alert kind="alerte" title="Notez ce code : il ne sera plus montré ici">
        <p>
          Avec votre adresse, il rouvre votre demande depuis n’importe quel appareil. Il vous est aussi envoyé à{' '}
          <strong className={css.adresse}>{courriel}</strong>.
        </p>
      </Alert>
      <p className={css.code}>
        <span className="discret">Code de suivi</span>
        <strong>{ecrireCode(code)}</strong>
      </p>
      <div className="rang">
        <ButtonLink kind="principal" icon="fleche_droite" to="/dossiers/$cle/formulaire" params={{ cle }}>
          Je l’ai noté : remplir ma demande
        </ButtonLink>
        <Button icon="document" onClick={() => void copier()}>
          Copier
        </Button>
      </div>
      <p role="status" className="petit">
        {dit}
      </p>
    </Card>
  )
}
