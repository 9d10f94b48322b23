import { Link, useNavigate } from '@tanstack/react-router'
import type { Moi } from '#domain/comptes/api.ts'
import { atteindre, queryClient } from './call.ts'
import { Icone } from './ui/Icone.tsx'
import { Menu } from './ui/Menu.tsx'

/** The name of who is signed in, and what concerns the account. */
export function MenuCompte({ moi }: { moi: Moi }) {
  const naviguer = useNavigate()
  const sortir = async () => {
    await atteindre('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    })
    queryClient.clear()
    await naviguer({ to: '/connexion' })
  }
  return (
    <Menu
      label={
        <>
          <Icone nom="personne" />
          {moi.prenom} {moi.nom}
        </>
      }
    >
      <Link to="/compte">
        <Icone nom="personne" />
        Mon compte et mes connexions
      </Link>
      <button type="button" onClick={() => void sortir()}>
        <Icone nom="fleche_droite" />
        Se déconnecter
      </button>
    </Menu>
  )
}
