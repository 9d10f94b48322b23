import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { Cloche } from '../Cloche.tsx'
import { MenuCompte } from '../MenuCompte.tsx'
import portail from '../portail/Cadre.module.css'
import { useContexte } from '../session.ts'
import { ButtonLink } from '../ui/Button.tsx'
import { Empty, Loading } from '../ui/etats.tsx'
import { Icone } from '../ui/Icone.tsx'
import { Page } from '../ui/Page.tsx'
import { ThemeButton } from '../ui/Theme.tsx'
import css from './Cadre.module.css'
import { Liens } from './Liens.tsx'

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
        <Liens moi={contexte.moi} />
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
