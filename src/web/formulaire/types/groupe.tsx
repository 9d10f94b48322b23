import type { FocusEvent, ReactNode } from 'react'
import { FieldError } from '#web/ui/champs.tsx'
import css from '../formulaire.module.css'
import type { Saisie } from './saisie.ts'
import propre from './types.module.css'

type Props = Pick<Saisie<unknown>, 'id' | 'libelle' | 'aide' | 'erreur' | 'facultatif' | 'quitter'>

/** One question asked in several parts: its name, its help and its fault are said once, for all of them. */
export function Groupe({ id, libelle, aide, erreur, facultatif, quitter, children }: Props & { children: ReactNode }) {
  // Passing from a part to the next is not leaving the question.
  const partir = (e: FocusEvent<HTMLFieldSetElement>) => {
    if (!e.currentTarget.contains(e.relatedTarget)) quitter()
  }
  const decrit = [aide && `${id}-aide`, erreur && `${id}-erreur`].filter(Boolean).join(' ') || undefined
  return (
    <fieldset
      className={`${css.groupe} ${propre.parties}`}
      id={id}
      tabIndex={-1}
      aria-describedby={decrit}
      onBlur={partir}
    >
      <legend className={css.legende}>
        {libelle} {facultatif && <span className="discret petit">(facultatif)</span>}
      </legend>
      {aide && (
        <div className="discret petit" id={`${id}-aide`}>
          {aide}
        </div>
      )}
      {children}
      <FieldError error={erreur} id={id} />
    </fieldset>
  )
}

export type Parties = Readonly<Record<string, unknown>>

/** The parts of an answer, keepable or not; none when it is not made of parts. */
export const partiesDe = (valeur: unknown): Parties =>
  typeof valeur === 'object' && valeur !== null && !Array.isArray(valeur) ? (valeur as Parties) : {}

/** The answer with one part changed; no part left is no answer. */
export function avecPartie(valeur: unknown, partie: string, nouvelle: unknown): Parties | null {
  const { [partie]: _, ...autres } = partiesDe(valeur)
  const vide = nouvelle === null || nouvelle === undefined || nouvelle === ''
  const suite = vide ? autres : { ...autres, [partie]: nouvelle }
  return Object.keys(suite).length > 0 ? suite : null
}
