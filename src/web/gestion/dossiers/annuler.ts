import { avancer, reculer } from '#domain/instruction/api.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { call, Echec, queryClient } from '#web/call.ts'
import { estLibre } from './suite.ts'

/**
 * The way to undo an advance just made, when the guide lets the dossier return to the statut it had; `undefined` when
 * it does not. The history keeps both moves. `dire` tells the outcome, even once the page is left.
 */
export function annulation(
  cle: string,
  apres: Instruction,
  ancien: { code: string; libelle: string },
  dire: (phrase: string) => void,
): (() => void) | undefined {
  const enArriere = apres.actions.reculer.some((d) => d.vers === ancien.code && estLibre(d))
  const dansLEtape = apres.actions.avancer.some((d) => d.vers === ancien.code && estLibre(d))
  if (!enArriere && !dansLEtape) return undefined
  return async () => {
    const corps = { vers: ancien.code, motif: 'Avancée faite par erreur, annulée aussitôt.', revision: apres.revision }
    try {
      await call(enArriere ? reculer : avancer, { params: { cle }, body: corps })
      dire(`Avancée annulée : le dossier est de nouveau au statut « ${ancien.libelle} ».`)
    } catch (refus) {
      if (!(refus instanceof Echec)) throw refus
      dire(refus.message)
    }
    await queryClient.invalidateQueries()
  }
}
