import { useState } from 'react'
import type { Aide } from '#domain/formulaire/definition.ts'
import { Icone } from '#web/ui/Icone.tsx'
import css from './etapes.module.css'
import { Paragraphes } from './Paragraphes.tsx'

/** The help of a step: words, a short video, someone to call. Beside the questions, or folded above them. */
export function AideEtape({ aide }: { aide: Aide }) {
  const [deplie, setDeplie] = useState(false)
  const { contact, video } = aide
  return (
    <aside className={css.aide} aria-label="Aide de cette étape" data-impression="non">
      <button type="button" className={css.plier} aria-expanded={deplie} onClick={() => setDeplie(!deplie)}>
        <span className="rang">
          <Icone nom="aide" /> Aide
        </span>
        <Icone nom="chevron_bas" />
      </button>
      <div className={`${css.texte} ${deplie ? css.deplie : ''}`}>
        <h2 className={css.titreAide}>
          <Icone nom="aide" /> Aide
        </h2>
        <Paragraphes texte={aide.texte} />
        {video && (
          <p>
            <a href={video.url} target="_blank" rel="noreferrer">
              Voir la vidéo : {video.titre} (nouvel onglet)
            </a>
          </p>
        )}
        {contact && (
          <address className={css.contact}>
            <strong>{contact.service}</strong>
            {contact.telephone && <a href={`tel:${contact.telephone.replace(/\s/g, '')}`}>{contact.telephone}</a>}
            {contact.courriel && <a href={`mailto:${contact.courriel}`}>{contact.courriel}</a>}
          </address>
        )}
      </div>
    </aside>
  )
}
