import { createContext, type Dispatch, type KeyboardEvent, useContext, useMemo, useRef } from 'react'
import type { Champ } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { type Lieu, type Operation, trouverChamp } from '#domain/formulaire/edition.ts'
import { useToast } from '#web/ui/toasts.tsx'
import * as gestes from './gestes.ts'
import type { Action, Etat, Selection } from './historique.ts'
import { copierChamps, lireCopies } from './pressepapiers.ts'

export type Geste = {
  choisir(selection: Selection): void
  editer(operation: Operation, mot: string, cle?: string): void
  ajouter(type: string, la?: { lieu: Lieu; rang: number }): void
  ajouterEtape(): void
  deplacer(selection: Selection, sens: gestes.Sens): void
  deplacerVers(id: string, lieu: Lieu, rang: number): void
  supprimer(selection: Selection): void
  dupliquer(id: string): void
  copier(id: string): void
  coller(champs?: readonly Champ[]): void
  annuler(): void
  retablir(): void
  touche(e: KeyboardEvent, selection: Selection): void
}

const Courant = createContext<{ etat: Etat; geste: Geste } | null>(null)
export const AtelierCourant = Courant.Provider
const GesteCourant = createContext<Geste | null>(null)

/** The form being drawn, and what can be done to it. */
export function useAtelier(): { etat: Etat; geste: Geste } {
  const courant = useContext(Courant)
  if (!courant) throw new Error('A part of the builder stands in an AtelierCourant.')
  return courant
}

export const GesteFournisseur = GesteCourant.Provider
/** What can be done only: who asks no more is not drawn again at each edit. */
export function useGeste(): Geste {
  const geste = useContext(GesteCourant)
  if (!geste) throw new Error('A part of the builder stands in a GesteFournisseur.')
  return geste
}

/** The gestures, stable for the life of the screen. */
export function useGestes(etat: Etat, dispatch: Dispatch<Action>): Geste {
  const dernier = useRef(etat)
  dernier.current = etat
  const dire = useToast()
  return useMemo(() => {
    const ici = (): Ebauche => dernier.current.ebauche
    const tenter = (action: Action | undefined) =>
      dispatch(action ?? { genre: 'annoncer', texte: 'Ce n’est pas possible ici.' })
    const suivre = (selection: Selection) =>
      requestAnimationFrame(() => document.getElementById(`atelier-${selection.genre}-${selection.id}`)?.focus())
    const geste: Geste = {
      choisir: (selection) => dispatch({ genre: 'choisir', selection }),
      editer: (operation, mot, cle) => dispatch({ genre: 'editer', operation, mot, cle }),
      ajouter: (type, la) => {
        tenter(gestes.ajouter(ici(), type, la ?? gestes.apresSelection(ici(), dernier.current.selection)))
      },
      ajouterEtape: () => dispatch(gestes.ajouterEtape(ici())),
      deplacer: (selection, sens) => {
        tenter(gestes.deplacer(ici(), selection, sens))
        suivre(selection)
      },
      deplacerVers: (id, lieu, rang) => {
        const edition = gestes.deplacerVers(ici(), id, lieu, rang)
        if (edition) dispatch(edition)
      },
      supprimer: (selection) => {
        const edition = gestes.supprimer(ici(), selection)
        if (!edition) return
        const { dependants, ...action } = edition
        dispatch(action)
        const suite = dependants.length > 0 ? ` À revoir : ${dependants.join(', ')}.` : ''
        dire(`${action.mot}.${suite}`, { label: 'Annuler', run: () => dispatch({ genre: 'annuler' }) })
        if (action.selection) suivre(action.selection)
      },
      dupliquer: (id) => {
        const place = trouverChamp(ici(), id)
        if (!place) return
        const la = { lieu: place.lieu, rang: place.rang + 1 }
        tenter(gestes.coller(ici(), [place.champ], la, `« ${place.champ.libelle} » dupliqué`))
      },
      copier: (id) => {
        const champ = trouverChamp(ici(), id)?.champ
        if (!champ) return
        copierChamps([champ])
        dire(`« ${champ.libelle} » est copié : collez-le ici ou dans un autre formulaire.`)
      },
      coller: (champs = lireCopies()) => {
        const la = gestes.apresSelection(ici(), dernier.current.selection)
        if (champs.length === 0) dire('Rien n’est copié.')
        else tenter(gestes.coller(ici(), champs, la, `« ${champs[0]?.libelle} » collé`))
      },
      annuler: () => dispatch({ genre: 'annuler' }),
      retablir: () => dispatch({ genre: 'retablir' }),
      touche: (e, selection) => {
        const faire = toucheDe(e)
        if (!faire) return
        e.preventDefault()
        faire(geste, selection, e.currentTarget as HTMLElement)
      },
    }
    return geste
  }, [dispatch, dire])
}

type Faire = (geste: Geste, selection: Selection, element: HTMLElement) => void

/** Alt and arrows move the thing, arrows alone move the focus. */
function toucheDe(e: KeyboardEvent): Faire | undefined {
  if (e.ctrlKey || e.metaKey) {
    if (e.key === 'c') return (g, s) => s.genre === 'champ' && g.copier(s.id)
    if (e.key === 'v') return (g) => g.coller()
    if (e.key === 'd') return (g, s) => s.genre === 'champ' && g.dupliquer(s.id)
    return undefined
  }
  const sens = SENS[e.key]
  if (e.altKey) return sens && ((g, s) => g.deplacer(s, sens))
  if (e.key === 'Delete') return (g, s) => g.supprimer(s)
  if (e.key === 'ArrowUp' || e.key === 'ArrowDown')
    return (_g, _s, element) => voisin(element, e.key === 'ArrowDown' ? 1 : -1)?.focus()
  return undefined
}

const SENS: Record<string, gestes.Sens> = {
  ArrowUp: 'monter',
  ArrowDown: 'descendre',
  ArrowLeft: 'etape_precedente',
  ArrowRight: 'etape_suivante',
}

function voisin(element: HTMLElement, pas: number): HTMLElement | undefined {
  const tous = [...document.querySelectorAll<HTMLElement>('[id^="atelier-champ-"], [id^="atelier-etape-"]')]
  return tous[tous.indexOf(element) + pas]
}
