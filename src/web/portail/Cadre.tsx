import { Link, Outlet, useRouterState } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Moi } from '#domain/comptes/api.ts'
import { Cloche } from '../Cloche.tsx'
import { MenuCompte } from '../MenuCompte.tsx'
import { useContexte } from '../session.ts'
import { Icone } from '../ui/Icone.tsx'
import { ThemeButton } from '../ui/Theme.tsx'
import css from './Cadre.module.css'
import { choisirEtablissement, useEtablissement } from './etablissement.ts'
import { EnTeteDemandeur } from './horscompte/EnTeteDemandeur.tsx'
import { useSuivi } from './horscompte/suivi.ts'

/** The frame of the portal: who I am, for which établissement, and the three places to go. */
export function CadrePortail({ children }: { children?: ReactNode }) {
  const contexte = useContexte()
  const suivi = useSuivi()
  const chemin = useRouterState({ select: (s) => s.location.pathname })
  return (
    <div className={css.cadre}>
      <a className={css.evitement} href="#contenu">
        Aller au contenu
      </a>
      <header className={css.entete} data-impression="non">
        <div className={css.barre}>
          <Link to="/" className={css.marque}>
            <img src="/icone.svg" alt="" width={34} height={34} />
            <span>
              Préau <small>{contexte?.collectivite ?? ' '}</small>
            </span>
          </Link>
          <nav className={css.liens} aria-label="Principal">
            <Link to="/teleservices">Téléservices</Link>
            {contexte?.moi?.role === 'etablissement' && <Link to="/dossiers">Mes dossiers</Link>}
            {contexte?.moi && contexte.moi.role !== 'etablissement' && <Link to="/gestion">Gestion</Link>}
            {contexte?.moi && <Cloche to="/notifications" />}
            {contexte?.moi === null && !suivi && <Link to="/suivi">Suivre une demande</Link>}
            <ThemeButton />
            {contexte?.moi ? (
              <MenuCompte moi={contexte.moi} />
            ) : suivi ? (
              <EnTeteDemandeur suivi={suivi} />
            ) : (
              contexte && <SeConnecter chemin={chemin} />
            )}
          </nav>
        </div>
        {contexte?.moi && <BandeEtablissement moi={contexte.moi} />}
      </header>
      <main id="contenu" className={css.principal} tabIndex={-1}>
        {children ?? <Outlet />}
      </main>
      <footer className={css.pied}>
        <div>
          <span>
            {contexte?.collectivite}
            {contexte?.demonstration && ' — démonstration : les personnes et les dossiers sont fictifs'}
          </span>
          <span className="rang">
            {contexte?.moi === null && <Link to="/suivi">Suivre une demande sans compte</Link>}
            <Link to="/accessibilite">Accessibilité : partiellement conforme</Link>
            <a href="/api/docs">API</a>
          </span>
        </div>
      </footer>
    </div>
  )
}

function SeConnecter({ chemin }: { chemin: string }) {
  return (
    <Link to="/connexion" search={chemin === '/' || chemin === '/connexion' ? {} : { retour: chemin }}>
      <Icone nom="personne" />
      Se connecter
    </Link>
  )
}

/** For which établissement one acts: always in sight, changed here when there are several. */
function BandeEtablissement({ moi }: { moi: Moi }) {
  const etablissement = useEtablissement()
  if (!etablissement) return null
  return (
    <div className={css.etablissement}>
      <div>
        <Icone nom="etablissement" taille={18} />
        {moi.etablissements.length > 1 ? (
          <select
            aria-label="Établissement"
            value={etablissement.uai}
            onChange={(e) => choisirEtablissement(e.target.value)}
          >
            {moi.etablissements.map((e) => (
              <option key={e.uai} value={e.uai}>
                {e.nom} — {e.commune}
              </option>
            ))}
          </select>
        ) : (
          <Link to="/etablissements/$uai" params={{ uai: etablissement.uai }}>
            {etablissement.nom}
          </Link>
        )}
        <span className="discret">
          {etablissement.commune} · {etablissement.uai}
        </span>
      </div>
    </div>
  )
}
