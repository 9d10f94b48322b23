import { Link, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { MOT_DE_PASSE_MIN } from '#domain/comptes/connexion.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Page } from '../../ui/Page.tsx'
import css from './comptes.module.css'
import { useDemande } from './connexion.ts'

export function PageNouveauMotDePasse() {
  const { token } = useSearch({ strict: false })
  const demande = useDemande()
  const [fait, setFait] = useState(false)
  const choisir = async (newPassword: string) => setFait(await demande.run('/reset-password', { newPassword, token }))
  return (
    <Page title="Choisir un nouveau mot de passe" crumbs={[{ label: 'Se connecter', to: '/connexion' }]}>
      <div className={css.seule}>
        <Card>
          {fait ? (
            <Alert kind="succes" title="Votre mot de passe est changé">
              <p>Par sécurité, toutes vos connexions ont été fermées.</p>
              <ButtonLink kind="principal" to="/connexion">
                Se connecter
              </ButtonLink>
            </Alert>
          ) : (
            <form
              className="pile"
              onSubmit={(e) => {
                e.preventDefault()
                void choisir(String(new FormData(e.currentTarget).get('mot_de_passe')))
              }}
            >
              {demande.failure && (
                <Alert kind="danger">
                  {demande.failure.message} <Link to="/mot-de-passe">Demander un nouveau lien</Link>
                </Alert>
              )}
              <TextField
                label="Nouveau mot de passe"
                help={`Au moins ${MOT_DE_PASSE_MIN} caractères : une phrase de quelques mots convient très bien.`}
                name="mot_de_passe"
                type="password"
                autoComplete="new-password"
                minLength={MOT_DE_PASSE_MIN}
                required
              />
              <Button kind="principal" type="submit" busy={demande.pending}>
                Changer mon mot de passe
              </Button>
            </form>
          )}
        </Card>
      </div>
    </Page>
  )
}
