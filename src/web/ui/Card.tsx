import type { ReactNode } from 'react'
import css from './Card.module.css'

/** A block of a page, with its heading and what can be done on it. */
export function Card({
  title,
  actions,
  children,
  tight,
  level = 2,
}: {
  title?: ReactNode
  actions?: ReactNode
  children: ReactNode
  tight?: boolean
  level?: 2 | 3
}) {
  const Titre = level === 2 ? 'h2' : 'h3'
  return (
    <section className={`${css.carte} ${tight ? css.serree : ''}`}>
      {(title || actions) && (
        <div className={css.entete}>
          {title && <Titre>{title}</Titre>}
          {actions}
        </div>
      )}
      {children}
    </section>
  )
}
