import type { Dossier } from '#domain/dossiers/api.ts'
import type { Call, Endpoint } from '#domain/endpoint.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { type Act, queryClient, useAct } from '#web/call.ts'

/** The window that is open over the dossier, with the statut already chosen in it if any. */
export type Fenetre = { genre: 'avancer' | 'reculer' | 'piece' | 'decider' | 'affecter' | 'reorienter'; vers?: string }

/** What every part of the page of a dossier needs. */
export type Tenue = {
  cle: string
  dossier: Dossier
  instruction: Instruction
  ouvrir: (fenetre: Fenetre) => void
  /** An act succeeded: shows its answer at once, says it, and brings the focus back to what can be done next. */
  fait: (instruction: Instruction, phrase: string, annuler?: () => void) => void
}

/** What each window is given: what it acts on, the statut chosen beforehand, and the way out. */
export type FenetreProps = { tenue: Tenue; vers?: string; fermer: () => void }

/**
 * An act on a dossier. Everything is read again after it, behind the screen: after a refusal too, since a colleague may
 * have gone first.
 */
export function useActe<E extends Endpoint>(door: E): Act<E> {
  const acte = useAct(door, { quiet: true })
  return {
    ...acte,
    run: async (appel: Call<E>) => {
      const reponse = await acte.run(appel)
      void queryClient.invalidateQueries()
      return reponse
    },
  }
}
