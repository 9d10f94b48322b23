import { type ReactNode, useEffect, useRef } from 'react'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import css from './Alert.module.css'
import { Icone, type NomIcone } from './Icone.tsx'

type Kind = 'info' | 'succes' | 'alerte' | 'danger'
const ICONES: Record<Kind, NomIcone> = { info: 'info', succes: 'coche', alerte: 'alerte', danger: 'alerte' }

/** A message in the page. A danger that appears is read at once by screen readers. */
export function Alert({ kind = 'info', title, children }: { kind?: Kind; title?: string; children?: ReactNode }) {
  return (
    <div
      className={`${css.alerte} ${kind === 'alerte' ? css.alerteAmbre : css[kind]}`}
      role={kind === 'danger' ? 'alert' : undefined}
    >
      <Icone nom={ICONES[kind]} />
      <div className={css.corps}>
        {title && <p className={css.titre}>{title}</p>}
        {children}
      </div>
    </div>
  )
}

/** All errors of a form above it, each linked to its champ; takes the focus when it appears. */
export function ErrorSummary({
  title = 'Il reste des points à corriger',
  errors,
  idOf = (champ) => champ,
  onChoose,
}: {
  title?: string
  errors: ErreurDeChamp[]
  idOf?: (champ: string) => string
  /** Goes to a champ that is not on this page. */
  onChoose?: (champ: string) => void
}) {
  const boite = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length) boite.current?.focus()
  }, [errors])
  if (!errors.length) return null
  return (
    <div ref={boite} tabIndex={-1} role="alert" className={`${css.alerte} ${css.danger}`}>
      <Icone nom="alerte" />
      <div className={css.corps}>
        <p className={css.titre}>{title}</p>
        <ul>
          {errors.map((e) => (
            <li key={`${e.champ}-${e.message}`}>
              {e.champ ? (
                <a
                  href={`#${idOf(e.champ)}`}
                  onClick={(clic) => {
                    if (!onChoose) return
                    clic.preventDefault()
                    onChoose(e.champ)
                  }}
                >
                  {e.message}
                </a>
              ) : (
                e.message
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
