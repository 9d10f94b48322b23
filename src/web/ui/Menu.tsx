import { type ReactNode, useEffect, useRef } from 'react'
import { Icone } from './Icone.tsx'
import css from './Menu.module.css'

/** A disclosure of links and buttons; closes on Escape, on a choice, and on a click elsewhere. */
export function Menu({ label, children }: { label: ReactNode; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null)
  useEffect(() => {
    const fermer = (e: Event) => {
      const element = menu.current
      if (!element?.open) return
      if (e instanceof KeyboardEvent ? e.key !== 'Escape' : element.contains(e.target as Node)) return
      element.open = false
      if (e instanceof KeyboardEvent) element.querySelector('summary')?.focus()
    }
    document.addEventListener('click', fermer)
    document.addEventListener('keydown', fermer)
    return () => {
      document.removeEventListener('click', fermer)
      document.removeEventListener('keydown', fermer)
    }
  }, [])
  return (
    <details ref={menu} className={css.menu}>
      <summary>
        {label}
        <Icone nom="chevron_bas" taille={16} />
      </summary>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: the choices inside are real links and buttons; this only closes behind them. */}
      <div
        className={css.volet}
        onClick={() => {
          if (menu.current) menu.current.open = false
        }}
      >
        {children}
      </div>
    </details>
  )
}
