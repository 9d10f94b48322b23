import { useCallback, useEffect, useState } from 'react'
import { rechercherEntreprises } from '#domain/connecteurs/api.ts'
import type { Structure } from '#domain/connecteurs/lecture/structure.ts'
import { chiffresDe } from '#domain/formulaire/alimentation.ts'
import { estSiret } from '#domain/referentiel/siret.ts'
import { call } from '#web/call.ts'
import { useRemplissageCourant } from '../useRemplissage.ts'
import { useInterrogation } from './useInterrogation.ts'

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
 * Asks whose SIRET this is once it is whole; when it feeds other questions, they are answered too.
 */
export function useStructure(chemin: string, saisie: string): { vue: Vue; redemander: () => void } {
  const { cle } = useRemplissageCourant()
  const { nourrit, interroger } = useInterrogation(chemin)
  const [vue, setVue] = useState<Vue>({ etat: 'attente' })
  const numero = chiffresDe(saisie)
  const juste = estSiret(numero)

  const demander = useCallback(
    async (signal: AbortSignal) => {
      setVue({ etat: 'cherche' })
      try {
        if (!nourrit) {
          const { valeur, ...r } = await call(rechercherEntreprises, { query: { siret: numero, pour: cle } }, signal)
          setVue({ ...r, structure: valeur, alimente: false })
          return
        }
        const { verification, structure } = await interroger(numero, signal)
        setVue({ ...verification, structure: structure ?? undefined, alimente: true })
      } catch {
        if (!signal.aborted)
          setVue({ etat: 'indisponible', source: '', date: '', message: HORS_LIGNE, alimente: nourrit })
      }
    },
    [cle, numero, nourrit, interroger],
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
