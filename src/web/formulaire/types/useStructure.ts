import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { rechercherEntreprises } from '#domain/connecteurs/api.ts'
import type { Structure } from '#domain/connecteurs/lecture/structure.ts'
import { interrogerDossier } from '#domain/dossiers/api-interrogation.ts'
import { alimentesPar, chiffresDe } from '#domain/formulaire/alimentation.ts'
import { memeReponse } from '#domain/formulaire/prefill.ts'
import { estSiret } from '#domain/referentiel/siret.ts'
import { call } from '#web/call.ts'
import { useRemplissageCourant } from '../useRemplissage.ts'

export type Vue =
  | { etat: 'attente' }
  | { etat: 'cherche' }
  | {
      etat: 'trouve' | 'introuvable' | 'indisponible' | 'refuse'
      structure?: Structure
      source: string
      date: string
      message: string
      /** Other questions were to be filled by it. */
      alimente: boolean
    }

const ATTENTE = 300

/**
 * Asks whose SIRET this is once it is whole. When it feeds other questions, the dossier keeps where each value comes
 * from; those still empty, or never changed since, are answered, and the person corrects what is wrong.
 */
export function useStructure(chemin: string, saisie: string): { vue: Vue; redemander: () => void } {
  const { cle, definition, i, origines, changer } = useRemplissageCourant()
  const client = useQueryClient()
  const [vue, setVue] = useState<Vue>({ etat: 'attente' })
  const numero = chiffresDe(saisie)
  const juste = estSiret(numero)
  const courant = useRef({ i, origines })
  courant.current = { i, origines }
  const nourrit = !chemin.includes('/') && cle !== 'essai' && alimentesPar(definition, chemin).length > 0

  const demander = useCallback(
    async (signal: AbortSignal) => {
      setVue({ etat: 'cherche' })
      try {
        if (!nourrit) {
          const { valeur, ...r } = await call(rechercherEntreprises, { query: { siret: numero, pour: cle } }, signal)
          setVue({ ...r, structure: valeur, alimente: false })
          return
        }
        const body = { champ: chemin, valeur: numero }
        const { verification, structure, propositions } = await call(
          interrogerDossier,
          { params: { cle }, body },
          signal,
        )
        for (const [champ, valeur] of Object.entries(propositions)) {
          const dite = courant.current.i.reponses[champ]
          const connue = courant.current.origines[champ]
          if (dite === undefined || (connue && memeReponse(dite, connue.valeur))) changer(champ, valeur, true)
        }
        // Origins are those of the dossier: they are read again.
        await client.invalidateQueries()
        setVue({ ...verification, structure: structure ?? undefined, alimente: true })
      } catch {
        if (!signal.aborted)
          setVue({ etat: 'indisponible', source: '', date: '', message: HORS_LIGNE, alimente: nourrit })
      }
    },
    [cle, numero, nourrit, chemin, changer, client],
  )

  useEffect(() => {
    if (!juste) {
      setVue({ etat: 'attente' })
      return
    }
    const abandon = new AbortController()
    const minuterie = setTimeout(() => void demander(abandon.signal), ATTENTE)
    return () => {
      clearTimeout(minuterie)
      abandon.abort()
    }
  }, [juste, demander])

  return { vue, redemander: () => void demander(new AbortController().signal) }
}

const HORS_LIGNE = 'La vérification n’a pas pu se faire.'
