import type { ChampVideo } from '#domain/formulaire/types/video.ts'
import css from '../formulaire.module.css'
import { Paragraphes } from '../Paragraphes.tsx'
import type { Saisie } from './saisie.ts'
import propre from './types.module.css'

/** Nothing is asked from the video's host until one goes there; its words are here. */
export function Video({ champ }: Saisie<ChampVideo>) {
  return (
    <div className={propre.figure}>
      <p className={css.sousTitre}>{champ.libelle}</p>
      <a href={champ.url} target="_blank" rel="noreferrer">
        Voir la vidéo : {champ.libelle} (nouvel onglet)
      </a>
      <details>
        <summary>Lire la transcription</summary>
        <Paragraphes texte={champ.transcription} />
      </details>
    </div>
  )
}
