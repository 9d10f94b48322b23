import { Link, type LinkProps } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import { Icone } from './Icone.tsx'
import css from './Page.module.css'

export type Crumb = { label: string } & Partial<Pick<LinkProps, 'to' | 'params' | 'search'>>

/** The frame of each page: its title in the tab, its fil d'Ariane, one h1 that receives the focus on arrival. */
export function Page({
  title,
  crumbs = [],
  intro,
  actions,
  children,
}: {
  title: string
  crumbs?: Crumb[]
  intro?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const h1 = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Préau`
  }, [title])
  useEffect(() => {
    // A new page is announced: focus goes to its title, unless the address points inside it.
    if (!location.hash) h1.current?.focus({ preventScroll: true })
  }, [])
  return (
    <div className={css.page}>
      <div className={css.entete}>
        {crumbs.length > 0 && (
          <nav className={css.chemin} aria-label="Fil d’Ariane">
            <ol>
              {crumbs.map((c) => (
                <li key={c.label}>
                  {c.to ? (
                    <Link to={c.to} params={c.params} search={c.search}>
                      {c.label}
                    </Link>
                  ) : (
                    c.label
                  )}
                  <Icone nom="chevron" taille={14} />
                </li>
              ))}
              <li aria-current="page">{title}</li>
            </ol>
          </nav>
        )}
        <div className={css.ligne}>
          <h1 ref={h1} tabIndex={-1}>
            {title}
          </h1>
          {actions && (
            <div className="rang" data-impression="non">
              {actions}
            </div>
          )}
        </div>
        {intro && <div className="discret">{intro}</div>}
      </div>
      {children}
    </div>
  )
}
