import { useEffect, useRef, useState } from 'react'
import { SIGNE_TOUTES_LES, signalerPresence } from '#domain/dossiers/api-presence.ts'
import type { Answer } from '#domain/endpoint.ts'
import { call } from '#web/call.ts'
import type { Remplissage } from './useRemplissage.ts'

type Autres = Answer<typeof signalerPresence>['autres']

/**
 * Tells the server which step one has in sight, while the page is looked at, and gives who else fills the same draft.
 * When it has changed elsewhere and nothing of ours waits, it is read again.
 */
export function usePresence({ cle, enregistrement }: Remplissage, etape: string, relire: () => void): Autres {
  const [autres, setAutres] = useState<Autres>([])
  const derniere = useRef(relire)
  derniere.current = relire
  useEffect(() => {
    let fini = false
    const signaler = async () => {
      if (document.visibilityState === 'hidden') return
      // A sign that does not come through is no fault to tell: the saving of answers tells its own.
      const signe = await call(signalerPresence, { params: { cle }, body: { etape } }).catch(() => undefined)
      if (fini || !signe) return
      setAutres(signe.autres)
      const { revision, attente, envol } = enregistrement.lire()
      const occupe = Object.keys(attente).length + Object.keys(envol).length > 0
      if (signe.revision > revision && !occupe) derniere.current()
    }
    void signaler()
    const minuterie = setInterval(() => void signaler(), SIGNE_TOUTES_LES * 1000)
    return () => {
      fini = true
      clearInterval(minuterie)
    }
  }, [cle, etape, enregistrement])
  useEffect(
    () => () =>
      void call(signalerPresence, { params: { cle }, body: { etape: '', part: true } }).catch(() => undefined),
    [cle],
  )
  return autres
}
