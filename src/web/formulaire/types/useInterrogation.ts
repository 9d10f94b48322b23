import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import { interrogerDossier } from '#domain/dossiers/api-interrogation.ts'
import { alimentesPar } from '#domain/formulaire/alimentation.ts'
import { memeReponse } from '#domain/formulaire/prefill.ts'
import { call } from '#web/call.ts'
import { useRemplissageCourant } from '../useRemplissage.ts'

type Corps = Parameters<typeof call<typeof interrogerDossier>>[1]['body']

/**
 * Asks outside about the answer to this question, in the name of the dossier, which keeps where each value comes from.
 * The questions that it fills are answered when still empty, or never changed since; the person corrects what is wrong.
 * `nourrit`: a real dossier, where at least one question is filled so.
 */
export function useInterrogation(chemin: string) {
  const { cle, definition, i, origines, changer } = useRemplissageCourant()
  const client = useQueryClient()
  const courant = useRef({ i, origines })
  courant.current = { i, origines }
  const nourrit = !chemin.includes('/') && cle !== 'essai' && alimentesPar(definition, chemin).length > 0
  const interroger = useCallback(
    async (valeur: Corps['valeur'], signal?: AbortSignal) => {
      const dite = await call(interrogerDossier, { params: { cle }, body: { champ: chemin, valeur } }, signal)
      for (const [champ, proposee] of Object.entries(dite.propositions)) {
        const reponse = courant.current.i.reponses[champ]
        const connue = courant.current.origines[champ]
        if (reponse === undefined || (connue && memeReponse(reponse, connue.valeur))) changer(champ, proposee, true)
      }
      // Origins are those of the dossier: they are read again.
      await client.invalidateQueries()
      return dite
    },
    [cle, chemin, changer, client],
  )
  return { nourrit, interroger }
}
