import { useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { type FicheTeleservice, lireTeleservice } from '#domain/teleservices/api.ts'
import { useRead } from '#web/call.ts'
import { useContexte } from '#web/session.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { ButtonLink } from '#web/ui/Button.tsx'
import { Loading, Reading } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { CodeDeSuivi } from './CodeDeSuivi.tsx'
import { Confirmation } from './Confirmation.tsx'
import { Coordonnees } from './Coordonnees.tsx'
import { type Gardee, garder, oublier, retrouver } from './gardee.ts'
import css from './horscompte.module.css'
import { useSuivi } from './suivi.ts'

/** A demande begun without an account: who asks and for which établissement, then the proof of the address. */
export function PageSansCompte() {
  const { code = '' } = useParams({ strict: false })
  const lecture = useRead(lireTeleservice, { params: { code } })
  return (
    <Reading query={lecture} lines={6}>
      {(t) => <Demarche key={t.code} t={t} />}
    </Reading>
  )
}

type Ouverte = { cle: string; code: string; courriel: string }

function Demarche({ t }: { t: FicheTeleservice }) {
  const contexte = useContexte()
  const suivi = useSuivi()
  const [saisie, setSaisie] = useState(() => retrouver(t.code))
  const [ouverte, setOuverte] = useState<Ouverte>()
  const poser = (suite: Gardee) => {
    setSaisie(suite)
    garder(t.code, suite)
  }
  const empeche = contexte && empechement(t, contexte.moi !== null)
  const etape = ouverte ? 'code' : saisie.demande && !empeche ? 'confirmation' : 'coordonnees'
  // The title of a step takes the focus, and must be in sight.
  useEffect(() => {
    scrollTo(0, 0)
  }, [etape])
  if (!contexte) return <Loading lines={6} />
  return (
    <Page
      key={etape}
      title={TITRES[etape]}
      crumbs={[
        { label: 'Téléservices', to: '/teleservices' },
        { label: t.fiche.titre, to: '/teleservices/$code', params: { code: t.code } },
      ]}
      intro={RANGS[etape]}
    >
      <div className={css.colonne}>
        {empeche && !ouverte ? (
          <Alert kind="alerte" title={empeche}>
            <p>
              <ButtonLink small to="/teleservices/$code" params={{ code: t.code }}>
                Revenir à la fiche
              </ButtonLink>
            </p>
          </Alert>
        ) : ouverte ? (
          <CodeDeSuivi {...ouverte} />
        ) : saisie.demande ? (
          <Confirmation
            code={t.code}
            saisie={saisie}
            poser={poser}
            onOuverte={(suite) => {
              oublier(t.code)
              setOuverte({ ...suite, courriel: saisie.courriel })
            }}
          />
        ) : (
          <>
            {suivi && (
              <Alert title={`Vous avez déjà une demande ouverte ici : ${suivi.teleservice.titre}`}>
                <p>
                  <ButtonLink small to="/dossiers/$cle" params={{ cle: suivi.cle }}>
                    Reprendre cette demande
                  </ButtonLink>
                </p>
              </Alert>
            )}
            <Coordonnees t={t} saisie={saisie} poser={poser} />
          </>
        )}
      </div>
    </Page>
  )
}

const TITRES = {
  coordonnees: 'Commencer sans compte',
  confirmation: 'Confirmez votre adresse',
  code: 'Votre code de suivi',
}
const RANGS = {
  coordonnees: 'Étape 1 sur 2 : qui demande, et pour quel établissement.',
  confirmation: 'Étape 2 sur 2 : un code vient de vous être envoyé par courriel.',
  code: 'Votre adresse est confirmée et votre demande est ouverte.',
}

/** Why one cannot begin here; undefined when one can. */
function empechement(t: FicheTeleservice, connecte: boolean): string | undefined {
  if (connecte) return 'Vous êtes connecté : commencez depuis la fiche, avec votre compte.'
  if (!t.fiche.sans_compte) return 'Cette démarche demande un compte.'
  if (t.etat !== 'ouvert') return 'Cette démarche n’est pas ouverte en ce moment.'
  return undefined
}
