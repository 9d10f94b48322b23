import type { ReactNode } from 'react'
import type { Origine } from '#domain/dossiers/api.ts'
import { Button } from '#web/ui/Button.tsx'
import { date } from '#web/ui/format.ts'
import { Icone } from '#web/ui/Icone.tsx'
import css from './formulaire.module.css'

/** What the house knows already, with its source and its day; « Corriger » turns it into a question. */
export function Prerempli({
  id,
  libelle,
  texte,
  origine,
  onCorriger,
  ailleurs,
}: {
  id: string
  libelle: string
  /** The known value as one reads it. */
  texte: string
  origine: Origine
  onCorriger?: () => void
  /** How to correct it where it comes from, when it is not changed here. */
  ailleurs?: ReactNode
}) {
  return (
    <div className={css.prerempli} id={id} tabIndex={-1}>
      <div>
        <div className={css.connu}>{libelle}</div>
        <div>{texte}</div>
      </div>
      <div className={css.origine}>
        <span>
          {ecrireOrigine(origine)}
          {!onCorriger && ', non modifiable ici'}
        </span>
        {onCorriger && (
          <Button
            small
            aria-label={`Corriger : ${libelle}`}
            onClick={() => {
              onCorriger()
              // The input takes the place, and the id, of this block.
              requestAnimationFrame(() => document.getElementById(id)?.focus())
            }}
          >
            Corriger
          </Button>
        )}
        {ailleurs}
      </div>
    </div>
  )
}

/** Says that a known value has been changed, what it was, and offers it again. */
export function RetourAOrigine({
  libelle,
  texte,
  origine,
  onRetablir,
}: {
  libelle: string
  texte: string
  origine: Origine
  onRetablir: () => void
}) {
  return (
    <p className={css.modifie}>
      <span>
        <Icone nom="crayon" taille={16} /> <strong>modifié</strong> — {ecrireOrigine(origine)} : « {texte} »
      </span>
      <Button small kind="discret" onClick={onRetablir} aria-label={`Rétablir « ${texte} » : ${libelle}`}>
        Rétablir
      </Button>
    </p>
  )
}

/** « Référentiel, 12 sept. 2026 » */
const ecrireOrigine = ({ source, date: jour }: Origine): string => (jour ? `${source}, ${date(jour)}` : source)
