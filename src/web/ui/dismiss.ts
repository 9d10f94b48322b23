import { type RefObject, useEffect } from 'react'

/** Closes an open disclosure on Escape, giving the focus back to its button, and on a click elsewhere. */
export function useLightDismiss(disclosure: RefObject<HTMLDetailsElement | null>): void {
  useEffect(() => {
    const close = (e: Event) => {
      const element = disclosure.current
      if (!element?.open) return
      if (e instanceof KeyboardEvent ? e.key !== 'Escape' : element.contains(e.target as Node)) return
      element.open = false
      if (e instanceof KeyboardEvent) element.querySelector('summary')?.focus()
    }
    document.addEventListener('click', close)
    document.addEventListener('keydown', close)
    return () => {
      document.removeEventListener('click', close)
      document.removeEventListener('keydown', close)
    }
  }, [disclosure])
}
