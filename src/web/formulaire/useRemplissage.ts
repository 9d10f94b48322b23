import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import type { Dossier } from '#domain/dossiers/api.ts'
import { lireAutresDossiers } from '#domain/dossiers/api-autres.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import type { AutresDossiers } from '#domain/formulaire/entre_dossiers.ts'
import { type ChampDuParcours, type Parcours, parcours } from '#domain/formulaire/parcours.ts'
import { jourLocal } from '#domain/heure.ts'
import { useRead } from '#web/call.ts'
import { copiesLocales } from './copies.ts'
import { type Enregistrement, ouvrirEnregistrement } from './enregistrement.ts'
import { envoyerChangements } from './envoi.ts'
import type { Instantane } from './instantane.ts'
import { type Pieces, usePieces } from './usePieces.ts'

export type Remplissage = {
  cle: string
  definition: Definition
  origines: Dossier['origines']
  /** What the form knows now. */
  i: Instantane
  parcours: Parcours
  /** What the other deposits of the établissement already say; nothing while unread, or when the form does not care. */
  autres: AutresDossiers | undefined
  enregistrement: Enregistrement
  pieces: Pieces
  /** What the input shows: an unkeepable answer first. */
  valeurDe(vu: ChampDuParcours): unknown
  /** What to say beside the champ now; nothing while one is still typing in it. */
  messageDe(vu: ChampDuParcours): string | undefined
  changer: (chemin: string, valeur: unknown, aussitot?: boolean) => void
  /** The champ is left: it is sent, and may be told its fault. */
  quitter: (chemin: string) => void
  /** The step is left: its champs may be told what they lack. */
  quitterEtape(etape: string): void
  /** The deposit was asked: everything that lacks is a fault from now on. */
  tenter(): void
}

type Reactions = {
  /** The session has ended: go and sign in again. */
  surSession: () => void
  /** The server knows more than this screen: read the dossier again. */
  relire: () => void
  /** The answers shown have been changed by someone else. */
  surChangement: () => void
}

/** A draft being filled: its answers, its path computed at each keystroke, and their saving. */
export function useRemplissage(dossier: Dossier, personne: number, reactions: Reactions): Remplissage {
  const { cle, definition, origines } = dossier
  const derniere = useRef(reactions)
  derniere.current = reactions
  const [enregistrement] = useState(() =>
    ouvrirEnregistrement({
      definition,
      preremplis: origines,
      depart: departDe(dossier),
      copies: copiesLocales(personne, cle),
      envoyer: (changements, quittant) => envoyerChangements(cle, changements, quittant),
      surDecalage: () => derniere.current.relire(),
    }),
  )
  const i = useSyncExternalStore(enregistrement.abonner, enregistrement.lire)
  useEcoute(enregistrement)
  const pieces = usePieces(cle, enregistrement, ({ status }) => {
    if (status === 401) derniere.current.surSession()
    if (status === 409) derniere.current.relire()
  })

  useEffect(() => {
    const autrui = dossier.revision > enregistrement.lire().revision
    enregistrement.recevoir(departDe(dossier))
    if (autrui) derniere.current.surChangement()
  }, [dossier, enregistrement])

  const genre = i.panne?.genre
  useEffect(() => {
    if (genre === 'session') derniere.current.surSession()
    if (genre === 'refus') derniere.current.relire()
  }, [genre])

  const [touches, setTouches] = useState<ReadonlySet<string>>(new Set())
  const [quittees, setQuittees] = useState<readonly string[]>([])
  const [tente, setTente] = useState(false)
  const autres = useRead(lireAutresDossiers, { params: { cle } }).data?.autres ?? undefined
  const vue = useMemo(
    () =>
      parcours(definition, i.reponses, {
        aujourdhui: jourLocal(new Date()),
        visitees: quittees,
        depot_tente: tente,
        autres,
      }),
    [definition, i.reponses, quittees, tente, autres],
  )
  const toucher = useCallback((chemin: string) => setTouches((t) => (t.has(chemin) ? t : new Set(t).add(chemin))), [])
  const changer = useCallback<Remplissage['changer']>(
    (chemin, valeur, aussitot) => {
      enregistrement.noter(chemin, valeur, aussitot)
      if (aussitot) toucher(chemin)
    },
    [enregistrement, toucher],
  )
  const quitter = useCallback<Remplissage['quitter']>(
    (chemin) => {
      enregistrement.presser(chemin)
      toucher(chemin)
    },
    [enregistrement, toucher],
  )
  const etapeDe = useMemo(() => etapesParChamp(definition), [definition])

  return {
    cle,
    definition,
    origines,
    i,
    parcours: vue,
    autres,
    enregistrement,
    pieces,
    valeurDe: (vu) => i.brutes[vu.chemin]?.valeur ?? vu.valeur,
    messageDe: ({ chemin, erreur, manque }) => {
      const quittee = tente || quittees.includes(etapeDe.get(chemin.split('/')[0] ?? '') ?? '')
      const brute = i.brutes[chemin]
      if (brute && (brute.montrer || quittee || touches.has(chemin)))
        return `${brute.message} Cette réponse n’est pas enregistrée.`
      if (brute) return undefined
      if (erreur && (quittee || touches.has(chemin))) return erreur
      return quittee ? manque : undefined
    },
    changer,
    quitter,
    quitterEtape: (etape) => setQuittees((q) => (q.includes(etape) ? q : [...q, etape])),
    tenter: () => setTente(true),
  }
}

const departDe = (d: Dossier) => ({
  base: d.reponses,
  pieces: d.pieces,
  revision: d.revision,
  enregistre_le: d.modifie_le,
})

const etapesParChamp = (definition: Definition): Map<string, string> =>
  new Map(definition.etapes.flatMap((e) => e.champs.map((c) => [c.id, e.id] as const)))

/** Starts with the screen, sends when the network is back, and takes the last chance when the page goes. */
function useEcoute(enregistrement: Enregistrement): void {
  useEffect(() => {
    enregistrement.demarrer()
    const revenir = () => enregistrement.presser()
    const cacher = () => {
      if (document.visibilityState === 'hidden') enregistrement.partir()
    }
    window.addEventListener('online', revenir)
    window.addEventListener('pagehide', enregistrement.partir)
    document.addEventListener('visibilitychange', cacher)
    return () => {
      window.removeEventListener('online', revenir)
      window.removeEventListener('pagehide', enregistrement.partir)
      document.removeEventListener('visibilitychange', cacher)
      enregistrement.partir()
      enregistrement.arreter()
    }
  }, [enregistrement])
}

const Courant = createContext<Remplissage | null>(null)
export const RemplissageCourant = Courant.Provider

/** The filling around this question. */
export function useRemplissageCourant(): Remplissage {
  const courant = useContext(Courant)
  if (!courant) throw new Error('A question stands in a RemplissageCourant.')
  return courant
}
