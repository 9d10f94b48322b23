import type { ReactNode } from 'react'
import type { ChampDuParcours, LigneDuParcours } from '#domain/formulaire/parcours.ts'

/** What each input receives. `C` is the champ of its own type. */
export type Saisie<C> = {
  champ: C
  chemin: string
  /** The rows of a bloc. */
  lignes?: LigneDuParcours[]
  /** Draws a question of a row. */
  dessiner: (vu: ChampDuParcours) => ReactNode
  /** Id of the element that takes the focus. */
  id: string
  /** What to show, keepable or not. */
  valeur: unknown
  libelle: ReactNode
  aide?: ReactNode
  erreur?: string
  facultatif: boolean
  /** `aussitot` for what is chosen at once, like a box. */
  changer: (valeur: unknown, aussitot?: boolean) => void
  quitter: () => void
}

/** What every labelled input of `ui` takes. */
export const autour = ({ id, libelle, aide, erreur, facultatif }: Saisie<unknown>) => ({
  id,
  label: libelle,
  help: aide,
  error: erreur,
  optional: facultatif,
})

export const texteDe = (valeur: unknown): string => (typeof valeur === 'string' ? valeur : '')

/** Id in the page of the champ of this chemin; the summary of errors links to it. */
export const idDe = (chemin: string): string => `champ-${chemin.replaceAll('/', '-')}`
