import { useEffect, useRef, useSyncExternalStore } from 'react'

const CLE = 'preau.raccourcis'
const abonnes = new Set<() => void>()

const lire = (): boolean => {
  try {
    return localStorage.getItem(CLE) !== 'non'
  } catch {
    return true
  }
}

/** One-key shortcuts can be turned off: they get in the way of speech input (WCAG 2.1.4). */
export function reglerRaccourcis(actifs: boolean): void {
  try {
    localStorage.setItem(CLE, actifs ? 'oui' : 'non')
  } catch {
    // Storage refused by the browser: the choice lasts until the page is left.
  }
  for (const prevenir of abonnes) prevenir()
}

export const useRaccourcisActifs = (): boolean =>
  useSyncExternalStore((prevenir) => {
    abonnes.add(prevenir)
    return () => abonnes.delete(prevenir)
  }, lire)

/** Listens to single keys, unless one is writing, a window is open, or they were turned off. */
export function useRaccourcis(touches: Record<string, () => void>): void {
  const actifs = useRaccourcisActifs()
  const actuelles = useRef(touches)
  useEffect(() => {
    actuelles.current = touches
  })
  useEffect(() => {
    if (!actifs) return
    const ecouter = (e: KeyboardEvent) => {
      if (e.ctrlKey || e.metaKey || e.altKey || e.defaultPrevented) return
      const cible = e.target instanceof HTMLElement ? e.target : null
      if (
        cible?.closest('input, textarea, select, [contenteditable], dialog') ||
        document.querySelector('dialog[open]')
      )
        return
      const agir = actuelles.current[e.key.toLowerCase()]
      if (!agir) return
      e.preventDefault()
      agir()
    }
    document.addEventListener('keydown', ecouter)
    return () => document.removeEventListener('keydown', ecouter)
  }, [actifs])
}
