import { Link, useNavigate } from '@tanstack/react-router'
import { quitterSuivi, type Suivi } from '#domain/horscompte/api.ts'
import { call, queryClient } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icone } from '#web/ui/Icone.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { noter } from './demandeur.ts'

/** In the header, in the place of the account: whose demande this browser follows, and the way to leave it. */
export function EnTeteDemandeur({ suivi }: { suivi: Suivi }) {
  const naviguer = useNavigate()
  const dire = useToast()
  const quitter = async () => {
    try {
      await call(quitterSuivi, {})
    } catch {
      return dire('La demande est restée ouverte : vérifiez votre connexion, puis réessayez.')
    }
    noter(false)
    await naviguer({ to: '/suivi' })
    // What was read as this person is forgotten, and what is on screen is read again as a visitor.
    await queryClient.resetQueries()
  }
  return (
    <>
      <Link to="/dossiers/$cle" params={{ cle: suivi.cle }}>
        <Icone nom="personne" />
        Demande de {suivi.demandeur.prenom} {suivi.demandeur.nom}
      </Link>
      <Button small kind="discret" onClick={() => void quitter()}>
        Quitter
      </Button>
    </>
  )
}
