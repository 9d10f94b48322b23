import type { ReactNode } from 'react'
import css from './Table.module.css'

export type Column<T> = {
  key: string
  title: string
  cell: (row: T) => ReactNode
  numeric?: boolean
  /** The name under which the door sorts this column. */
  sort?: string
  /** The cell that names the row. */
  header?: boolean
}

type Props<T> = {
  caption: string
  captionHidden?: boolean
  columns: Column<T>[]
  rows: T[]
  rowKey: (row: T) => string | number
  /** `nom` ascending, `-nom` descending. */
  sort?: string
  onSort?: (sort: string) => void
  /** On a large screen the head stays in view while the page scrolls; the table must then fit its width. */
  sticky?: boolean
  /** Many columns: the table scrolls in its own frame, under its head. */
  framed?: boolean
}

/** A table that keeps its head, tells its sort, and becomes cards on a small screen. */
export function Table<T>({ caption, captionHidden, columns, rows, rowKey, sort, onSort, sticky, framed }: Props<T>) {
  return (
    <div className={`${css.cadre} ${framed ? css.encadree : sticky ? css.collante : ''}`}>
      <table className={`${css.table} ${css.empilee}`}>
        <caption className={captionHidden ? 'lecteur-seul' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map((c) => (
              <Head key={c.key} column={c} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)}>
              {columns.map((c) => {
                const Cell = c.header ? 'th' : 'td'
                return (
                  <Cell
                    key={c.key}
                    scope={c.header ? 'row' : undefined}
                    data-titre={c.title}
                    data-impression={surEcran(c)}
                    className={c.numeric ? css.nombre : undefined}
                  >
                    <div className={css.valeur}>{c.cell(row)}</div>
                  </Cell>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What one can do is nothing on paper. */
const surEcran = ({ key }: { key: string }) => (key === 'actions' ? 'non' : undefined)

function Head<T>({ column: c, sort, onSort }: { column: Column<T>; sort?: string; onSort?: (sort: string) => void }) {
  const classe = c.numeric ? css.nombre : undefined
  if (!c.sort || !onSort)
    return (
      <th scope="col" className={classe} data-impression={surEcran(c)}>
        {c.title}
      </th>
    )
  const croissant = sort === c.sort
  const decroissant = sort === `-${c.sort}`
  return (
    <th scope="col" className={classe} aria-sort={croissant ? 'ascending' : decroissant ? 'descending' : 'none'}>
      <button type="button" className={css.tri} onClick={() => onSort(croissant ? `-${c.sort}` : (c.sort ?? ''))}>
        {c.title}
        <span aria-hidden>{croissant ? '↑' : decroissant ? '↓' : '↕'}</span>
      </button>
    </th>
  )
}
