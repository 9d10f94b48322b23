import { Link, useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useState } from 'react'
import type { Moi } from '#domain/comptes/api.ts'
import { compterPropositions } from '#domain/validation/api.ts'
import { useRead } from '../call.ts'
import portail from '../portail/Cadre.module.css'
import { Icone, type NomIcone } from '../ui/Icone.tsx'
import css from './Cadre.module.css'
import { voitIntegrations } from './integration/droits.ts'
import { moiVoitTout } from './referentiel/fusions/droit.ts'

const tous = () => true
const administre = (moi: Moi) => moi.role === 'administrateur'

/** The pages of the back office, and who has them in the menu: as the server decides it. */
const PAGES = [
  { to: '/gestion', icone: 'tableau', libelle: 'Tableau de bord', pour: tous },
  { to: '/gestion/dossiers', icone: 'dossiers', libelle: 'Dossiers', pour: tous },
  { to: '/gestion/etablissements', icone: 'etablissement', libelle: 'Établissements', pour: tous },
  { to: '/gestion/propositions', icone: 'crayon', libelle: 'Propositions', pour: tous },
  { to: '/gestion/taches', icone: 'coche', libelle: 'Tâches', pour: tous },
  { to: '/gestion/qualite', icone: 'balance', libelle: 'Qualité', pour: tous },
  { to: '/gestion/rapprochements', icone: 'groupe', libelle: 'Rapprochements', pour: moiVoitTout },
  { to: '/gestion/formulaires', icone: 'document', libelle: 'Formulaires', pour: moiVoitTout },
  { to: '/gestion/courriels', icone: 'enveloppe', libelle: 'Courriels', pour: tous },
  { to: '/gestion/integrations', icone: 'recharger', libelle: 'Intégrations', pour: voitIntegrations },
  { to: '/gestion/parametrage/champs', icone: 'outils', libelle: 'Champs de la fiche', pour: administre },
  { to: '/gestion/parametrage/services', icone: 'boite', libelle: 'Services', pour: administre },
  { to: '/gestion/parametrage/connecteurs', icone: 'recu', libelle: 'Connecteurs', pour: administre },
] as const satisfies { to: string; icone: NomIcone; libelle: string; pour: (moi: Moi) => boolean }[]

/** The menu; on a small screen it opens on demand, and closes once one has chosen. */
export function Liens({ moi }: { moi: Moi }) {
  const [ouvert, setOuvert] = useState(false)
  const ou = useRouterState({ select: (s) => s.location.pathname })
  // Another page closes the menu.
  useEffect(() => setOuvert(false), [ou])
  return (
    <>
      <button
        type="button"
        className={css.ouvrir}
        aria-expanded={ouvert}
        aria-controls="menu-principal"
        onClick={() => setOuvert(!ouvert)}
      >
        <Icone nom={ouvert ? 'effacer' : 'menu'} />
        Menu
      </button>
      <nav id="menu-principal" className={ouvert ? css.liens : `${css.liens} ${css.replie}`} aria-label="Principal">
        {PAGES.filter((p) => p.pour(moi)).map(({ to, icone, libelle }) => (
          <Lien key={to} to={to} icone={icone}>
            {libelle}
            {to === '/gestion/propositions' && <AttenteDePropositions />}
          </Lien>
        ))}
      </nav>
    </>
  )
}

/** How many wait for a decision that one may take, asked again each minute. */
function AttenteDePropositions() {
  const { data } = useRead(compterPropositions, {}, { refetchInterval: 60_000 })
  const attendent = data?.a_decider ?? 0
  if (attendent === 0) return null
  return (
    <span className={portail.pastille}>
      {attendent > 99 ? '99+' : attendent}
      <span className="lecteur-seul"> à décider</span>
    </span>
  )
}

function Lien({ to, icone, children }: { to: (typeof PAGES)[number]['to']; icone: NomIcone; children: ReactNode }) {
  return (
    <Link to={to} activeOptions={{ exact: to === '/gestion', includeSearch: false }}>
      <Icone nom={icone} />
      {children}
    </Link>
  )
}
