import { Button } from '../../ui/Button.tsx'
import type { Ligne } from './cellules.tsx'
import type { Changer } from './etat.ts'
import css from './Liste.module.css'
import type { useSelection } from './selection.ts'

/** The same filtered set as a list or on a map. */
export function Affichage({ carte, changer }: { carte: boolean; changer: Changer }) {
  return (
    <Button
      small
      icon={carte ? 'menu' : 'lieu'}
      onClick={() => changer({ montrer: carte ? undefined : 'carte' }, { remplacer: false })}
    >
      {carte ? 'Voir la liste' : 'Voir la carte'}
    </Button>
  )
}

/** All the rows of the page in the selection, or none. */
export function TousDeLaPage({ lignes, selection }: { lignes: Ligne[]; selection: ReturnType<typeof useSelection> }) {
  const uais = lignes.map((l) => l.uai)
  const tous = uais.every(selection.contient)
  return (
    <label className="rang">
      <input type="checkbox" className={css.coche} checked={tous} onChange={() => selection.basculer(uais, !tous)} />
      Choisir la page
    </label>
  )
}
