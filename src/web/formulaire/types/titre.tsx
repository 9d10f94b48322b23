import type { ChampTitre } from '#domain/formulaire/types/titre.ts'
import css from '../formulaire.module.css'
import type { Saisie } from './saisie.ts'

export function Titre({ champ, aide }: Saisie<ChampTitre>) {
  return (
    <div className={css.section}>
      <h3>{champ.libelle}</h3>
      {aide && <div className="discret">{aide}</div>}
    </div>
  )
}
