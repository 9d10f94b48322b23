import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { ouvrirSuivi, redemanderCode } from '#domain/horscompte/api.ts'
import { useAct } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Page } from '#web/ui/Page.tsx'
import { retourSur } from '../comptes/connexion.ts'
import { ChampCode, ChampCourriel } from './champs.tsx'
import css from './horscompte.module.css'
import { useSuivi } from './suivi.ts'

/** Finds again a demande begun without an account: the address and the follow-up code. */
export function PageSuivi() {
  const [courriel, setCourriel] = useState('')
  const suivi = useSuivi()
  return (
    <Page title="Suivre une demande" intro="Pour une demande commencée sans compte.">
      <div className={css.colonne}>
        {suivi && (
          <Alert title={`Vous suivez déjà : ${suivi.teleservice.titre}`}>
            <p>
              <ButtonLink small to="/dossiers/$cle" params={{ cle: suivi.cle }}>
                Ouvrir cette demande
              </ButtonLink>
            </p>
          </Alert>
        )}
        <Ouverture courriel={courriel} setCourriel={setCourriel} />
        <CodePerdu courriel={courriel} setCourriel={setCourriel} />
        <p>
          Vous avez un compte ? <Link to="/connexion">Se connecter</Link>
        </p>
      </div>
    </Page>
  )
}

type Props = { courriel: string; setCourriel: (courriel: string) => void }

function Ouverture({ courriel, setCourriel }: Props) {
  const { retour } = useSearch({ strict: false })
  const [code, setCode] = useState('')
  const naviguer = useNavigate()
  const acte = useAct(ouvrirSuivi)
  const ouvrir = async () => {
    const ouverte = await acte.run({ body: { courriel, code } })
    if (!ouverte) return
    const ici = retourSur(retour)
    // Back to the very step one was at, if it is of this dossier.
    if (ici?.startsWith(`/dossiers/${ouverte.cle}`)) return naviguer({ href: ici })
    return naviguer({ to: '/dossiers/$cle', params: { cle: ouverte.cle } })
  }
  return (
    <Card title="Votre demande">
      <form
        className="pile"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!acte.pending) void ouvrir()
        }}
      >
        {acte.failure ? (
          acte.failure.erreurs.length > 0 ? (
            <ErrorSummary errors={acte.failure.erreurs} />
          ) : (
            <Alert kind="danger" title={acte.failure.message} />
          )
        ) : (
          retour && <Alert title="Redonnez votre code pour continuer">Vous reviendrez ensuite où vous étiez.</Alert>
        )}
        <ChampCourriel
          id="courriel"
          help="Celle que vous avez donnée en commençant la demande."
          value={courriel}
          error={acte.error('courriel')}
          poser={setCourriel}
        />
        <ChampCode id="code" value={code} error={acte.error('code')} poser={setCode} />
        <div>
          <Button type="submit" kind="principal" busy={acte.pending}>
            Ouvrir ma demande
          </Button>
        </div>
      </form>
    </Card>
  )
}

/** New codes by mail. What is said is the same whatever the address. */
function CodePerdu({ courriel, setCourriel }: Props) {
  const acte = useAct(redemanderCode, { quiet: true })
  const [pour, setPour] = useState<string>()
  const demander = async () => {
    setPour((await acte.run({ body: { courriel } })) ? courriel : undefined)
  }
  return (
    <Card title="Code perdu ?">
      <form
        className="pile"
        noValidate
        onSubmit={(e) => {
          e.preventDefault()
          if (!acte.pending) void demander()
        }}
      >
        {acte.failure && acte.failure.erreurs.length === 0 && <Alert kind="danger" title={acte.failure.message} />}
        {pour && (
          <Alert kind="succes" title="Regardez votre boîte de réception">
            <p className={css.adresse}>
              Si une demande est suivie avec l’adresse {pour}, un nouveau code vient d’y être envoyé. L’ancien vaut
              jusqu’à ce que le nouveau serve.
            </p>
          </Alert>
        )}
        <ChampCourriel
          id="courriel-perdu"
          label="Votre adresse de courriel"
          value={courriel}
          error={acte.error('courriel')}
          poser={setCourriel}
        />
        <div>
          <Button type="submit" busy={acte.pending}>
            Recevoir un nouveau code
          </Button>
        </div>
      </form>
    </Card>
  )
}
