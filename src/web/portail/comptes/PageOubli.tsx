import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Page } from '../../ui/Page.tsx'
import css from './comptes.module.css'
import { useDemande } from './connexion.ts'

export function PageOubli() {
  const demande = useDemande()
  const [envoye, setEnvoye] = useState<string>()
  const envoyer = async (email: string) => {
    if (await demande.run('/request-password-reset', { email })) setEnvoye(email)
  }
  return (
    <Page title="Mot de passe oublié" crumbs={[{ label: 'Se connecter', to: '/connexion' }]}>
      <div className={css.seule}>
        <Card>
          {envoye ? (
            <Alert kind="succes" title="Regardez votre boîte de réception">
              <p>
                Si un compte existe pour {envoye}, un lien vient d’y être envoyé. Il est valable une heure et ne sert
                qu’une fois.
              </p>
            </Alert>
          ) : (
            <form
              className="pile"
              onSubmit={(e) => {
                e.preventDefault()
                void envoyer(String(new FormData(e.currentTarget).get('courriel')))
              }}
            >
              {demande.failure && <Alert kind="danger">{demande.failure.message}</Alert>}
              <TextField
                label="Adresse de courriel de votre compte"
                help="Vous recevrez un lien pour choisir un nouveau mot de passe."
                name="courriel"
                type="email"
                autoComplete="username"
                required
              />
              <Button kind="principal" type="submit" busy={demande.pending}>
                Recevoir le lien
              </Button>
            </form>
          )}
          <Link to="/connexion">Revenir à la connexion</Link>
        </Card>
      </div>
    </Page>
  )
}
