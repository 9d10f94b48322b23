import { type ReactNode, useId, useRef, useState } from 'react'
import { useLightDismiss } from './dismiss.ts'
import css from './Filtres.module.css'
import { nombre } from './format.ts'
import { Icone } from './Icone.tsx'

/** A chip that opens the choices of one filter; `count` is how many are chosen. */
export function FilterMenu({ label, count = 0, children }: { label: string; count?: number; children: ReactNode }) {
  const menu = useRef<HTMLDetailsElement>(null)
  const volet = useRef<HTMLDivElement>(null)
  const [aDroite, setADroite] = useState(false)
  useLightDismiss(menu)
  const placer = () => {
    const boite = menu.current?.getBoundingClientRect()
    if (boite && volet.current) setADroite(boite.left + volet.current.offsetWidth > window.innerWidth - 16)
  }
  return (
    <details ref={menu} className={css.menu} onToggle={placer}>
      <summary className={`${css.puce} ${count ? css.active : ''}`}>
        {label}
        {count > 0 && (
          <>
            <span className={css.compte} aria-hidden>
              {count}
            </span>
            <span className="lecteur-seul">, {count} choix</span>
          </>
        )}
        <Icone nom="chevron_bas" taille={14} />
      </summary>
      <div ref={volet} className={`${css.volet} ${aDroite ? css.droite : ''}`}>
        {children}
      </div>
    </details>
  )
}

export type Choice = { value: string; label: ReactNode; count?: number }

type ChoicesProps = {
  label: string
  choices: Choice[]
  value: string[]
  onChange: (value: string[]) => void
  /** One value at most; this names the absence of choice. */
  none?: string
}

/** The values of one filter, with how many rows each would keep. */
export function FilterChoices({ label, choices, value, onChange, none }: ChoicesProps) {
  const nom = useId()
  const basculer = (choisi: string) => {
    if (none !== undefined) onChange(choisi ? [choisi] : [])
    else onChange(value.includes(choisi) ? value.filter((v) => v !== choisi) : [...value, choisi])
  }
  const lignes = none === undefined ? choices : [{ value: '', label: none }, ...choices]
  return (
    <fieldset className={css.choix}>
      <legend>{label}</legend>
      {lignes.length === 0 && <p className="discret petit">Rien à choisir ici.</p>}
      {lignes.map((c) => (
        <label key={c.value}>
          <input
            type={none === undefined ? 'checkbox' : 'radio'}
            name={nom}
            checked={c.value ? value.includes(c.value) : value.length === 0}
            onChange={() => basculer(c.value)}
          />
          <span>{c.label}</span>
          {c.count !== undefined && (
            <span className={css.nombre}>
              {nombre(c.count)}
              <span className="lecteur-seul"> résultats</span>
            </span>
          )}
        </label>
      ))}
    </fieldset>
  )
}

/** A filter that is on or off. */
export function ToggleChip({
  pressed,
  onClick,
  children,
}: {
  pressed: boolean
  onClick: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      className={`${css.puce} ${pressed ? css.active : ''}`}
      aria-pressed={pressed}
      onClick={onClick}
    >
      {pressed && <Icone nom="ok" taille={14} />}
      {children}
    </button>
  )
}

/** A filter in force, and the way to drop it. */
export function ActiveChip({ label, onRemove }: { label: string; onRemove: () => void }) {
  return (
    <button type="button" className={`${css.puce} ${css.retirable}`} onClick={onRemove}>
      <span className="lecteur-seul">Retirer le filtre </span>
      {label}
      <Icone nom="effacer" taille={14} />
    </button>
  )
}
