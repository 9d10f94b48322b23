import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { appliquer, type Operation } from '#domain/formulaire/edition.ts'

export type Selection = { genre: 'champ' | 'etape' | 'formulaire'; id: string }

/** One edit that can be undone or done again; `mot` says what it was. */
type Pas = { operation: Operation; mot: string; cle?: string }

export type Etat = {
  ebauche: Ebauche
  selection: Selection
  passe: readonly Pas[]
  futur: readonly Pas[]
  /** Read aloud. The number makes twice the same sentence two announcements. */
  annonce: { texte: string; rang: number }
}

export type Action =
  /** Edits of the same `cle` that follow each other are one step back: typing is undone as a whole. */
  | { genre: 'editer'; operation: Operation; mot: string; cle?: string; selection?: Selection }
  | { genre: 'annuler' }
  | { genre: 'retablir' }
  | { genre: 'choisir'; selection: Selection }
  | { genre: 'annoncer'; texte: string }
  | { genre: 'recevoir'; ebauche: Ebauche }

const FORMULAIRE: Selection = { genre: 'formulaire', id: 'formulaire' }
/** As far back as one goes; operations are small and share what did not change. */
const PAS_MAX = 500

export const commencer = (ebauche: Ebauche): Etat => ({
  ebauche,
  selection: FORMULAIRE,
  passe: [],
  futur: [],
  annonce: { texte: '', rang: 0 },
})

export function reduire(etat: Etat, action: Action): Etat {
  switch (action.genre) {
    case 'editer': {
      const faite = appliquer(etat.ebauche, action.operation)
      if (!faite) return dire(etat, 'Ce n’est pas possible ici.')
      const dernier = etat.passe.at(-1)
      const suite = action.cle !== undefined && dernier?.cle === action.cle && etat.futur.length === 0
      const pas: Pas = { operation: faite.inverse, mot: action.mot, cle: action.cle }
      return dire(
        {
          ...etat,
          ebauche: faite.ebauche,
          passe: suite ? etat.passe : [...etat.passe.slice(-PAS_MAX), pas],
          futur: [],
          selection: action.selection ?? etat.selection,
        },
        // Each letter typed is not an event.
        suite ? etat.annonce.texte : action.mot,
        suite,
      )
    }
    case 'annuler':
      return reculer(etat, 'passe', 'futur', 'Annulé')
    case 'retablir':
      return reculer(etat, 'futur', 'passe', 'Rétabli')
    case 'choisir':
      // A step taken elsewhere begins a new one.
      return { ...etat, selection: action.selection, passe: clore(etat.passe) }
    case 'annoncer':
      return dire(etat, action.texte)
    case 'recevoir':
      return { ...commencer(action.ebauche), selection: etat.selection }
  }
}

function reculer(etat: Etat, de: 'passe' | 'futur', vers: 'passe' | 'futur', mot: string): Etat {
  const pas = etat[de].at(-1)
  const faite = pas && appliquer(etat.ebauche, pas.operation)
  if (!faite) return dire(etat, 'Il n’y a rien à annuler ni à rétablir.')
  return dire(
    {
      ...etat,
      ebauche: faite.ebauche,
      [de]: etat[de].slice(0, -1),
      [vers]: [...etat[vers], { operation: faite.inverse, mot: pas.mot }],
    },
    `${mot} : ${pas.mot}`,
  )
}

const clore = (passe: readonly Pas[]): readonly Pas[] => {
  const dernier = passe.at(-1)
  return dernier?.cle === undefined ? passe : passe.with(-1, { ...dernier, cle: undefined })
}

const dire = (etat: Etat, texte: string, silence = false): Etat =>
  silence ? etat : { ...etat, annonce: { texte, rang: etat.annonce.rang + 1 } }
