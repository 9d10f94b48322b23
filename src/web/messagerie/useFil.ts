import { useEffect, useRef, useState } from 'react'
import { type Fil, lireFil, type Message, marquerLu } from '#domain/messagerie/api.ts'
import { call, Echec, queryClient, useAct } from '#web/call.ts'

/** The last messages of a thread, and those before them that were asked for. */
export function useAnciens(cle: string, fil: Fil) {
  const [lus, setLus] = useState<Pick<Fil, 'elements' | 'precedents'>>()
  const [encours, setEncours] = useState(false)
  const [echec, setEchec] = useState('')
  const messages: Message[] = [...(lus?.elements ?? []), ...fil.elements].filter(
    (m, n, tous) => tous.findIndex((autre) => autre.id === m.id) === n,
  )
  const remonter = async () => {
    setEncours(true)
    setEchec('')
    try {
      const avant = await call(lireFil, { params: { cle }, query: { avant: messages[0]?.id } })
      setLus({ elements: [...avant.elements, ...(lus?.elements ?? [])], precedents: avant.precedents })
    } catch (cause) {
      setEchec(cause instanceof Echec ? cause.message : 'Les messages n’ont pas pu être lus : réessayez.')
    }
    setEncours(false)
  }
  return { messages, reste: lus ? lus.precedents : fil.precedents, encours, echec, remonter }
}

/** Marks a thread as read once the element `ou` has been on screen; what was new stays marked for this visit. */
export function useLecture(cle: string, fil: Fil, ou: string): ReadonlySet<number> {
  const [nouveaux, setNouveaux] = useState<ReadonlySet<number>>(new Set())
  const { run } = useAct(marquerLu, { quiet: true })
  const marquer = useRef(run)
  marquer.current = run
  useEffect(() => {
    if (fil.non_lus === 0) return
    setNouveaux((avant) => new Set([...avant, ...fil.elements.filter((m) => !m.lu).map((m) => m.id)]))
    const element = document.getElementById(ou)
    if (!element) return
    const vue = new IntersectionObserver((entrees) => {
      if (!entrees.some((e) => e.isIntersecting)) return
      vue.disconnect()
      // The badges of the lists and the bell follow.
      void marquer.current({ params: { cle } }).then((fait) => fait && queryClient.invalidateQueries())
    })
    vue.observe(element)
    return () => vue.disconnect()
  }, [cle, fil, ou])
  return nouveaux
}
