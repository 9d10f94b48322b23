import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ouvrirPremierAdministrateur } from '#domain/comptes/api.ts'
import { useAct } from '../../call.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Page } from '../../ui/Page.tsx'
import css from './comptes.module.css'

export function PagePremierAdministrateur() {
  const { jeton = '' } = useSearch({ strict: false })
  const ouvrir = useAct(ouvrirPremierAdministrateur)
  const [courriel, setCourriel] = useState<string>()
  const envoyer = async (saisie: FormData) => {
    const texte = (nom: string) => String(saisie.get(nom) ?? '')
    const reponse = await ouvrir.run({
      body: {
        jeton,
        prenom: texte('prenom'),
        nom: texte('nom'),
        courriel: texte('courriel'),
        mot_de_passe: texte('mot_de_passe'),
      },
    })
    if (reponse) setCourriel(reponse.courriel)
  }
  return (
    <Page title="Ouvrir le premier compte d’administration">
      <div className={css.seule}>
        <Card>
          {courriel ? (
            <Alert kind="succes" title="Le compte est ouvert">
              <p>Connectez-vous avec {courriel}.</p>
              <ButtonLink kind="principal" to="/connexion">
                Se connecter
              </ButtonLink>
            </Alert>
          ) : (
            <form
              className="pile"
              onSubmit={(e) => {
                e.preventDefault()
                void envoyer(new FormData(e.currentTarget))
              }}
            >
              {ouvrir.failure && <Alert kind="danger">{ouvrir.failure.message}</Alert>}
              <TextField
                label="Prénom"
                name="prenom"
                autoComplete="given-name"
                required
                error={ouvrir.error('prenom')}
              />
              <TextField label="Nom" name="nom" autoComplete="family-name" required error={ouvrir.error('nom')} />
              <TextField
                label="Adresse de courriel"
                name="courriel"
                type="email"
                autoComplete="username"
                required
                error={ouvrir.error('courriel')}
              />
              <TextField
                label="Mot de passe"
                help="Au moins 12 caractères."
                name="mot_de_passe"
                type="password"
                autoComplete="new-password"
                minLength={12}
                required
                error={ouvrir.error('mot_de_passe')}
              />
              <Button kind="principal" type="submit" busy={ouvrir.pending}>
                Ouvrir le compte
              </Button>
            </form>
          )}
        </Card>
      </div>
    </Page>
  )
}
