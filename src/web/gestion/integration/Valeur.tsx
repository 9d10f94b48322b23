import { Fragment } from 'react'
import { nombre } from '../../ui/format.ts'

/** Any value of a champ or of a linked record, in words. */
export function Valeur({ valeur }: { valeur: unknown }) {
  if (valeur === null || valeur === undefined || valeur === '') return <span className="discret">vide</span>
  if (typeof valeur === 'boolean') return valeur ? 'oui' : 'non'
  if (typeof valeur === 'number') return nombre(valeur)
  if (Array.isArray(valeur)) return valeur.map(String).join(', ')
  if (typeof valeur === 'object')
    return Object.entries(valeur)
      .filter(([, v]) => v !== null && v !== undefined && v !== '')
      .map(([champ, v], i) => (
        <Fragment key={champ}>
          {i > 0 && ' ; '}
          {motDe(champ)} : <Valeur valeur={v} />
        </Fragment>
      ))
  return String(valeur)
}

/** « code_commune » as one reads it. */
export const motDe = (champ: string): string => champ.replaceAll('_', ' ')
