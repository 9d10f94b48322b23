import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'
import css from './Tabs.module.css'

export type Tab = { key: string; label: ReactNode; panel: () => ReactNode }

type Props = {
  label: string
  tabs: Tab[]
  current: string
  onChange: (key: string) => void
  /** Every panel one under the other, for paper. */
  all?: boolean
}

/** Tabs after the ARIA pattern: one stop for Tab, arrows, Home and End choose. Only the chosen panel is built. */
export function Tabs({ label, tabs, current, onChange, all }: Props) {
  const racine = useId()
  const liste = useRef<HTMLDivElement>(null)
  const ici = Math.max(
    0,
    tabs.findIndex((t) => t.key === current),
  )
  const aller = (e: KeyboardEvent) => {
    const rang = { ArrowRight: ici + 1, ArrowLeft: ici - 1, Home: 0, End: tabs.length - 1 }[e.key]
    if (rang === undefined) return
    e.preventDefault()
    const choisi = tabs.at(rang % tabs.length)
    if (!choisi) return
    onChange(choisi.key)
    liste.current?.querySelector<HTMLElement>(`[data-onglet="${choisi.key}"]`)?.focus()
  }
  if (all)
    return tabs.map((t) => (
      <section key={t.key} className="pile">
        <h2>{t.label}</h2>
        {t.panel()}
      </section>
    ))
  const choisi = tabs[ici]
  return (
    <div className={css.onglets}>
      <div ref={liste} role="tablist" aria-label={label} className={css.liste} data-impression="non">
        {tabs.map((t, i) => (
          <button
            key={t.key}
            type="button"
            role="tab"
            id={`${racine}-${t.key}`}
            data-onglet={t.key}
            aria-selected={i === ici}
            aria-controls={`${racine}-panneau`}
            tabIndex={i === ici ? 0 : -1}
            onClick={() => onChange(t.key)}
            onKeyDown={aller}
          >
            {t.label}
          </button>
        ))}
      </div>
      {choisi && (
        <div
          key={choisi.key}
          role="tabpanel"
          id={`${racine}-panneau`}
          aria-labelledby={`${racine}-${choisi.key}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without any control is reached by Tab, after the ARIA pattern.
          tabIndex={0}
          className={css.panneau}
        >
          {choisi.panel()}
        </div>
      )}
    </div>
  )
}
