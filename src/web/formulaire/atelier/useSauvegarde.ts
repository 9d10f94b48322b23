import { useCallback, useEffect, useRef, useState } from 'react'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { enregistrerBrouillon } from '#domain/teleservices/api-formulaires.ts'
import { call, Echec } from '#web/call.ts'

const DELAI = 800
const REESSAI = 5_000

export type Sauvegarde = {
  etat: 'a_jour' | 'en_cours' | 'en_attente' | 'conflit' | 'refus'
  message?: string
  /** Instant of the last save, ISO 8601. */
  le: string
  revision: number
  /** Sends what waits; the revision when the server has everything. */
  vider(): Promise<number | undefined>
}

/** Saves the draft by itself, one call at a time, over the revision that was read; stops when someone else has saved. */
export function useSauvegarde(code: string, ebauche: Ebauche, depart: { revision: number; le: string }): Sauvegarde {
  const [vu, setVu] = useState<Omit<Sauvegarde, 'vider'>>({ etat: 'a_jour', ...depart })
  const dernier = useRef(ebauche)
  const envoye = useRef(ebauche)
  const revision = useRef(depart.revision)
  const arrete = useRef(false)
  const tour = useRef<Promise<void> | undefined>(undefined)
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined)
  dernier.current = ebauche

  const envoyer = useCallback(async (): Promise<void> => {
    clearTimeout(minuterie.current)
    while (!arrete.current && dernier.current !== envoye.current) {
      const definition = dernier.current
      setVu((v) => ({ ...v, etat: 'en_cours' }))
      try {
        const body = { revision: revision.current, definition }
        const fait = await call(enregistrerBrouillon, { params: { code }, body })
        revision.current = fait.revision
        envoye.current = definition
        setVu({ etat: 'a_jour', le: fait.modifie_le, revision: fait.revision })
      } catch (cause) {
        const echec = cause instanceof Echec ? cause : undefined
        const passager = !echec || echec.status === 0 || echec.status >= 500
        arrete.current = !passager
        const etat = passager ? 'en_attente' : echec.status === 409 ? 'conflit' : 'refus'
        setVu((v) => ({ ...v, etat, message: echec?.erreurs[0]?.message ?? echec?.message }))
        if (passager) minuterie.current = setTimeout(() => void presser(), REESSAI)
        return
      }
    }
  }, [code])

  const presser = useCallback((): Promise<void> => {
    tour.current ??= envoyer().finally(() => {
      tour.current = undefined
    })
    return tour.current
  }, [envoyer])

  useEffect(() => {
    if (ebauche === envoye.current || arrete.current) return
    minuterie.current = setTimeout(() => void presser(), DELAI)
    return () => clearTimeout(minuterie.current)
  }, [ebauche, presser])

  useEffect(() => {
    const retenir = (e: BeforeUnloadEvent) => {
      if (dernier.current !== envoye.current) e.preventDefault()
    }
    window.addEventListener('beforeunload', retenir)
    return () => {
      window.removeEventListener('beforeunload', retenir)
      void presser()
    }
  }, [presser])

  return {
    ...vu,
    vider: async () => {
      await presser()
      return dernier.current === envoye.current ? revision.current : undefined
    },
  }
}
