import type { ChampImage } from '#domain/formulaire/types/image.ts'
import css from '../formulaire.module.css'
import type { Saisie } from './saisie.ts'
import propre from './types.module.css'

export function Image({ champ }: Saisie<ChampImage>) {
  return (
    <figure className={propre.figure}>
      <p className={css.sousTitre}>{champ.libelle}</p>
      {champ.url ? (
        <img src={champ.url} alt={champ.alternative} />
      ) : (
        <p className="petit discret">L’image n’est pas encore choisie.</p>
      )}
      {champ.legende && <figcaption className="petit discret">{champ.legende}</figcaption>}
    </figure>
  )
}
