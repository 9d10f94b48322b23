import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lireContexte, listerPersonas } from '#domain/comptes/api.ts'
import { call, queryClient, useRead } from '../../call.ts'
import { useContexte } from '../../session.ts'
import { Alert } from '../../ui/Alert.tsx'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { TextField } from '../../ui/champs.tsx'
import { Page } from '../../ui/Page.tsx'
import css from './comptes.module.css'
import { retourSur, useDemande } from './connexion.ts'

export function PageConnexion() {
  const { retour } = useSearch({ strict: false })
  const contexte = useContexte()
  const naviguer = useNavigate()
  const connexion = useDemande()

  const entrer = async (email: string, password: string) => {
    if (!(await connexion.run('/sign-in/email', { email, password }))) return
    queryClient.clear()
    const { moi } = await call(lireContexte, {})
    await naviguer({ href: retourSur(retour) ?? (moi?.role === 'etablissement' ? '/' : '/gestion') })
  }

  return (
    <Page title="Se connecter">
      <div className={contexte?.demonstration ? css.colonnes : css.seule}>
        <Card title="Votre compte">
          {retour && <Alert title="Connectez-vous pour continuer">Vous reviendrez ensuite à la page demandée.</Alert>}
          {connexion.failure && <Alert kind="danger">{connexion.failure.message}</Alert>}
          <form
            className="pile"
            onSubmit={(e) => {
              e.preventDefault()
              const saisie = new FormData(e.currentTarget)
              void entrer(String(saisie.get('courriel')), String(saisie.get('mot_de_passe')))
            }}
          >
            <TextField label="Adresse de courriel" name="courriel" type="email" autoComplete="username" required />
            <TextField
              label="Mot de passe"
              name="mot_de_passe"
              type="password"
              autoComplete="current-password"
              required
            />
            <Button kind="principal" type="submit" busy={connexion.pending}>
              Se connecter
            </Button>
          </form>
          <Link to="/mot-de-passe">Mot de passe oublié</Link>
          <Link to="/suivi" search={retour?.startsWith('/dossiers/') ? { retour } : {}}>
            Suivre une demande commencée sans compte
          </Link>
        </Card>
        {contexte?.demonstration && <Personas entrer={entrer} />}
      </div>
    </Page>
  )
}

/** The fictitious people of the demonstration: one click to be each of them. */
function Personas({ entrer }: { entrer: (courriel: string, motDePasse: string) => Promise<void> }) {
  const { data } = useRead(listerPersonas, {})
  if (!data) return null
  return (
    <section className="pile" aria-labelledby="personas">
      <h2 id="personas">Découvrir la démonstration</h2>
      <p className="discret">
        Les établissements sont réels ; ces personnes et leurs dossiers sont fictifs. Choisissez qui vous voulez être.
      </p>
      <ul className={css.personas}>
        {data.elements.map((p) => (
          <li key={p.courriel}>
            <button type="button" className={css.persona} onClick={() => void entrer(p.courriel, data.mot_de_passe)}>
              <span className={css.rond} aria-hidden>
                {p.nom.charAt(0)}
              </span>
              <span>
                <strong>{p.nom}</strong>
                <span>{p.description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
