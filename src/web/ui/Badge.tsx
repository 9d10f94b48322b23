import type { CSSProperties, ReactNode } from 'react'
import css from './Badge.module.css'
import { Icone, type NomIcone } from './Icone.tsx'

/** The two tints of a status colour, as CSS variables of the theme. */
export function teinte(couleur: string): CSSProperties {
  const nom = couleur.replaceAll('_', '-')
  return { color: `var(--st-${nom})`, background: `var(--st-${nom}-doux)` }
}

/** A status: colour, icon and word together, never colour alone. */
export function StatusBadge({ couleur, icone, libelle }: { couleur: string; icone: string; libelle: string }) {
  return (
    <span className={css.badge} style={teinte(couleur)}>
      <Icone nom={icone as NomIcone} taille={16} />
      {libelle}
    </span>
  )
}

/** A small neutral mark: « REP+ », « Internat »… */
export function Tag({ children }: { children: ReactNode }) {
  return <span className={`${css.badge} ${css.neutre}`}>{children}</span>
}
