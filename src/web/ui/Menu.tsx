import { type ReactNode, useRef } from 'react'
import { useLightDismiss } from './dismiss.ts'
import { Icone } from './Icone.tsx'
import css from './Menu.module.css'

/** A disclosure of links and buttons; closes on Escape, on a choice, and on a click elsewhere. */
export function Menu({ label, children }: { label: ReactNode; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null)
  useLightDismiss(menu)
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
