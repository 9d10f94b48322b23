import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { compterPropositions } from '#domain/validation/api.ts'
import { Cloche } from '../Cloche.tsx'
import { useRead } from '../call.ts'
import { MenuCompte } from '../MenuCompte.tsx'
import portail from '../portail/Cadre.module.css'
import { useContexte } from '../session.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Empty, Loading } from '../ui/etats.tsx'
import { Icone, type NomIcone } from '../ui/Icone.tsx'
import { Page } from '../ui/Page.tsx'
import { ThemeButton } from '../ui/Theme.tsx'
import css from './Cadre.module.css'
import { voitIntegrations } from './integration/droits.ts'
import { moiVoitTout } from './referentiel/fusions/droit.ts'

/** The frame of the back office; asks who it is first, and says in words when it is not for them. */
export function CadreGestion() {
  const contexte = useContexte()
  if (!contexte) return <Loading />
  if (!contexte.moi) return <VersLaConnexion />
  if (contexte.moi.role === 'etablissement')
    return (
      <main className={css.principal}>
        <Page title="Gestion">
          <Empty icon="info" title="Cet espace est réservé aux agents de la collectivité.">
            <ButtonLink kind="principal" to="/">
              Revenir au portail
            </ButtonLink>
          </Empty>
        </Page>
      </main>
    )
  return (
    <div className={css.cadre}>
      <a className={portail.evitement} href="#contenu">
        Aller au contenu
      </a>
      <header className={css.cote} data-impression="non">
        <Link to="/gestion" className={css.marque}>
          <img src="/icone.svg" alt="" width={32} height={32} />
          <span>
            Préau <small>Gestion · {contexte.collectivite}</small>
          </span>
        </Link>
        <nav className={css.liens} aria-label="Principal">
          <Lien to="/gestion" icone="tableau" exact>
            Tableau de bord
          </Lien>
          <Lien to="/gestion/dossiers" icone="dossiers">
            Dossiers
          </Lien>
          <Lien to="/gestion/etablissements" icone="etablissement">
            Établissements
          </Lien>
          <Propositions />
          <Lien to="/gestion/taches" icone="coche">
            Tâches
          </Lien>
          <Lien to="/gestion/qualite" icone="balance">
            Qualité
          </Lien>
          {moiVoitTout(contexte.moi) && (
            <Lien to="/gestion/rapprochements" icone="groupe">
              Rapprochements
            </Lien>
          )}
          {moiVoitTout(contexte.moi) && (
            <Lien to="/gestion/formulaires" icone="document">
              Formulaires
            </Lien>
          )}
          <Lien to="/gestion/courriels" icone="enveloppe">
            Courriels
          </Lien>
          {voitIntegrations(contexte.moi) && (
            <Lien to="/gestion/integrations" icone="recharger">
              Intégrations
            </Lien>
          )}
          {contexte.moi.role === 'administrateur' && (
            <Lien to="/gestion/parametrage/champs" icone="tableau">
              Champs de la fiche
            </Lien>
          )}
          {contexte.moi.role === 'administrateur' && (
            <Lien to="/gestion/parametrage/services" icone="groupe">
              Services
            </Lien>
          )}
          {contexte.moi.role === 'administrateur' && (
            <Lien to="/gestion/parametrage/connecteurs" icone="recu">
              Connecteurs
            </Lien>
          )}
        </nav>
        <div className={css.bas}>
          <p className="petit discret">
            {contexte.demonstration && 'Démonstration : personnes et dossiers fictifs, établissements réels.'}
          </p>
        </div>
      </header>
      <div className={css.principal}>
        <nav className={css.haut} aria-label="Mon compte" data-impression="non">
          <Link to="/">
            <Icone nom="accueil" />
            Portail
          </Link>
          <Cloche to="/gestion/notifications" />
          <ThemeButton />
          <MenuCompte moi={contexte.moi} />
        </nav>
        <main id="contenu" tabIndex={-1}>
          <Outlet />
        </main>
      </div>
    </div>
  )
}

/** Once, from where one is: following the address while it changes would ask to come back to the sign-in page itself. */
function VersLaConnexion() {
  const router = useRouter()
  const naviguer = useNavigate()
  useEffect(() => {
    const { pathname, href } = router.latestLocation
    if (pathname.startsWith('/gestion')) void naviguer({ to: '/connexion', search: { retour: href }, replace: true })
  }, [router, naviguer])
  return <Loading />
}

type To =
  | '/gestion/parametrage/champs'
  | '/gestion/parametrage/connecteurs'
  | '/gestion/parametrage/services'
  | '/gestion'
  | '/gestion/dossiers'
  | '/gestion/etablissements'
  | '/gestion/propositions'
  | '/gestion/taches'
  | '/gestion/qualite'
  | '/gestion/rapprochements'
  | '/gestion/formulaires'
  | '/gestion/courriels'
  | '/gestion/integrations'

/** With how many wait for a decision that one may take, asked again each minute. */
function Propositions() {
  const { data } = useRead(compterPropositions, {}, { refetchInterval: 60_000 })
  const attendent = data?.a_decider ?? 0
  return (
    <Lien to="/gestion/propositions" icone="crayon">
      Propositions
      {attendent > 0 && (
        <span className={portail.pastille}>
          {attendent > 99 ? '99+' : attendent}
          <span className="lecteur-seul"> à décider</span>
        </span>
      )}
    </Lien>
  )
}

function Lien({ to, icone, exact, children }: { to: To; icone: NomIcone; exact?: boolean; children: ReactNode }) {
  return (
    <Link to={to} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
      <Icone nom={icone} />
      {children}
    </Link>
  )
}
