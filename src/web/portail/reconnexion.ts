import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'
import { lireContexte } from '#domain/comptes/api.ts'
import { lireSuivi } from '#domain/horscompte/api.ts'
import { type Echec, queryClient } from '#web/call.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { suitSansCompte } from './horscompte/demandeur.ts'

/** Goes to sign in again, and comes back to this very place. */
export function useReconnexion(): () => void {
  const naviguer = useNavigate()
  const dire = useToast()
  return useCallback(() => {
    if (location.pathname === '/connexion' || location.pathname === '/suivi') return
    const retour = location.pathname + location.search
    // The header must not go on greeting someone who has to sign in.
    void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[1] === lireContexte.path })
    if (suitSansCompte()) {
      void queryClient.invalidateQueries({ predicate: (q) => q.queryKey[1] === lireSuivi.path })
      dire('Votre session a expiré : redonnez votre code de suivi, vous reviendrez ici.')
      void naviguer({ to: '/suivi', search: { retour } })
      return
    }
    dire('Votre session a expiré : reconnectez-vous, vous reviendrez ici.')
    void naviguer({ to: '/connexion', search: { retour } })
  }, [naviguer, dire])
}

/** The same, as soon as what this page reads or does is refused for want of a session. */
export function useSessionExpiree(...echecs: (Echec | null | undefined)[]): void {
  const reconnecter = useReconnexion()
  const expiree = echecs.some((e) => e?.status === 401)
  useEffect(() => {
    if (expiree) reconnecter()
  }, [expiree, reconnecter])
}
