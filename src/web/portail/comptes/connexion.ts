import { useState } from 'react'
import { atteindre, Echec, queryClient } from '../../call.ts'

/** Asks a sign-in door, which speaks JSON and answers refusals in French like all others. */
export async function demander<T = unknown>(chemin: string, corps?: object): Promise<T> {
  const reponse = await atteindre(`/api/auth${chemin}`, {
    method: corps ? 'POST' : 'GET',
    headers: corps ? { 'content-type': 'application/json' } : {},
    body: corps ? JSON.stringify(corps) : undefined,
  })
  return (await reponse.json()) as T
}

/** An act on the account: its state, its refusal, and all that was read asked again after it. */
export function useDemande() {
  const [pending, setPending] = useState(false)
  const [failure, setFailure] = useState<Echec | null>(null)
  const run = async (chemin: string, corps: object): Promise<boolean> => {
    setPending(true)
    setFailure(null)
    try {
      await demander(chemin, corps)
      await queryClient.invalidateQueries()
      return true
    } catch (erreur) {
      setFailure(erreur instanceof Echec ? erreur : new Echec(0, 'erreur', 'La demande n’a pas abouti.'))
      return false
    } finally {
      setPending(false)
    }
  }
  return { run, pending, failure }
}

/** Where to go after sign-in: a path of this site, never an address elsewhere. */
export const retourSur = (retour: string | undefined): string | undefined =>
  retour?.startsWith('/') && !retour.startsWith('//') && !retour.includes('\\') ? retour : undefined
