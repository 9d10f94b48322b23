import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Echec } from '../call.ts'
import { Button } from './Button.tsx'
import css from './etats.module.css'
import { Icone, type NomIcone } from './Icone.tsx'

export function Loading({ label = 'Chargement…', lines = 3 }: { label?: string; lines?: number }) {
  return (
    <div className="pile" role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, i) => `barre-${i}`).map((cle, i) => (
        <div key={cle} className={css.barre} style={{ width: `${92 - i * 14}%` }} />
      ))}
    </div>
  )
}

/** Says what will be here and how to begin. */
export function Empty({ icon = 'boite', title, children }: { icon?: NomIcone; title: string; children?: ReactNode }) {
  return (
    <div className={css.etat}>
      <Icone nom={icon} taille={36} />
      <strong>{title}</strong>
      {children}
    </div>
  )
}

export function Refused({ failure, retry }: { failure: Echec; retry?: () => void }) {
  return (
    <div className={css.etat} role="alert">
      <Icone nom={failure.status === 404 ? 'loupe' : 'alerte'} taille={36} />
      <strong>
        {failure.status === 404 ? 'Cette page n’existe pas, ou ne vous est pas ouverte.' : failure.message}
      </strong>
      {failure.status === 404 && <p className="discret">{failure.message}</p>}
      {retry && failure.status !== 404 && (
        <Button icon="recharger" onClick={retry}>
          Réessayer
        </Button>
      )}
    </div>
  )
}

/** The four states of what is read: loading, refused, empty (`isEmpty`), full. */
export function Reading<T>({
  query,
  children,
  empty,
  isEmpty,
  lines,
}: {
  query: UseQueryResult<T, Echec>
  children: (data: T) => ReactNode
  empty?: ReactNode
  isEmpty?: (data: T) => boolean
  lines?: number
}) {
  if (query.data !== undefined) return isEmpty?.(query.data) ? empty : children(query.data)
  if (query.error) return <Refused failure={query.error} retry={() => void query.refetch()} />
  return <Loading lines={lines} />
}
