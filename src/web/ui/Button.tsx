import { Link, type LinkProps } from '@tanstack/react-router'
import type { ButtonHTMLAttributes, ReactNode } from 'react'
import css from './Button.module.css'
import { Icone, type NomIcone } from './Icone.tsx'

type Aspect = { kind?: 'principal' | 'secondaire' | 'discret' | 'danger'; small?: boolean; icon?: NomIcone }

const classe = ({ kind = 'secondaire', small }: Aspect, seul = false) =>
  [css.bouton, css[kind], small && css.petit, seul && css.carre].filter(Boolean).join(' ')

type ButtonProps = Aspect & ButtonHTMLAttributes<HTMLButtonElement> & { busy?: boolean }

/** A native button. `busy` says that work goes on and lets a second click do nothing. */
export function Button({ kind, small, icon, busy, children, onClick, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={busy ? 'button' : type}
      className={classe({ kind, small })}
      aria-busy={busy || undefined}
      onClick={busy ? undefined : onClick}
    >
      {busy ? <span className={css.roue} aria-hidden /> : icon && <Icone nom={icon} />}
      {children}
    </button>
  )
}

/** A button that is only an icon: `label` is its name. */
export function IconButton({
  label,
  icon,
  kind = 'discret',
  small,
  ...rest
}: Aspect & { label: string; icon: NomIcone } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" {...rest} className={classe({ kind, small }, true)} aria-label={label} title={label}>
      <Icone nom={icon} />
    </button>
  )
}

/** A link inside the application that looks like a button. */
export function ButtonLink({ kind, small, icon, children, ...to }: Aspect & { children: ReactNode } & LinkProps) {
  return (
    <Link {...to} className={classe({ kind, small })}>
      {icon && <Icone nom={icon} />}
      {children}
    </Link>
  )
}

/** A file to download, or another site, that looks like a button. */
export function ButtonAnchor({
  kind,
  small,
  icon,
  children,
  href,
  download,
}: Aspect & { children: ReactNode; href: string; download?: boolean }) {
  return (
    <a href={href} download={download} className={classe({ kind, small })}>
      {icon && <Icone nom={icon} />}
      {children}
    </a>
  )
}
