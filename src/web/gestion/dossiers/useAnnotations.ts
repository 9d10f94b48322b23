import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { avecPieces } from '#domain/dossiers/pieces.ts'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import { parcoursAgents, reponsesAvecAgents, vueAgents } from '#domain/formulaire/faces.ts'
import { modifier } from '#domain/formulaire/saisie.ts'
import { jourLocal } from '#domain/heure.ts'
import { type Annotations, enregistrerAnnotations, lireAnnotations } from '#domain/instruction/api-annotations.ts'
import { call, useRemember } from '#web/call.ts'
import { sansServeur } from '#web/formulaire/atelier/useEssai.ts'
import { brutesDe, panneDe, refuseesDe } from '#web/formulaire/panne.ts'
import type { Brute } from '#web/formulaire/reprise.ts'
import type { Remplissage } from '#web/formulaire/useRemplissage.ts'
import { usePiecesDesAgents } from './usePiecesDesAgents.ts'

const ATTENTE_MS = 700

/** `refuse`: the service will not take it as it is, `message` says why; trying again by itself would not help. */
export type EtatDeSaisie = { etat: 'a_jour' | 'en_cours' | 'en_panne' | 'refuse'; le: string | null; message?: string }

/** The agents' part of a dossier being filled: kept as one types, by champ; what could not be sent is sent again. */
export function useAnnotations(cle: string, lues: Annotations): { remplissage: Remplissage; saisie: EtatDeSaisie } {
  const { definition, deposees } = lues
  const [reponses, setReponses] = useState(lues.reponses)
  const [brutes, setBrutes] = useState<Record<string, Brute>>({})
  const [touches, setTouches] = useState<ReadonlySet<string>>(new Set())
  const [saisie, setSaisie] = useState<EtatDeSaisie>({ etat: 'a_jour', le: lues.modifie_le })
  const attente = useRef<Record<string, unknown>>({})
  const envol = useRef(false)
  const minuterie = useRef<ReturnType<typeof setTimeout>>(undefined)
  const retenir = useRemember()
  // Another tab and back: the page shows what was kept, not what was read at first.
  const garder = useRef((_le: string) => {})
  garder.current = (modifie_le) =>
    retenir(lireAnnotations, { params: { cle } }, { annotations: { ...lues, reponses, modifie_le, modifie_par: null } })

  /** What the server refused stays on the screen with its reason, and counts for nothing. */
  const refuser = useCallback(
    (lot: Record<string, unknown>, refusees: readonly ErreurDeChamp[]) => {
      const fautives = brutesDe(lot, refusees, attente.current)
      setBrutes((b) => ({ ...b, ...fautives }))
      const vides = Object.fromEntries(Object.keys(fautives).map((chemin) => [chemin, null]))
      setReponses((r) => modifier(vueAgents(definition), r, vides).reponses)
      setSaisie((s) => ({
        ...s,
        etat: 'refuse',
        message: 'Une donnée n’est pas enregistrée : voyez le message à côté',
      }))
    },
    [definition],
  )

  const envoyer = useCallback(async () => {
    clearTimeout(minuterie.current)
    const partis = attente.current
    if (envol.current || Object.keys(partis).length === 0) return
    attente.current = {}
    envol.current = true
    setSaisie((s) => ({ ...s, etat: 'en_cours' }))
    try {
      const fait = await call(enregistrerAnnotations, { params: { cle }, body: { reponses: partis } })
      envol.current = false
      if (fait.refusees.length > 0) refuser(partis, fait.refusees)
      else {
        setSaisie({ etat: 'a_jour', le: fait.enregistre_le })
        garder.current(fait.enregistre_le)
      }
    } catch (erreur) {
      envol.current = false
      const refusees = refuseesDe(erreur, Object.keys(partis))
      if (!refusees) {
        // What was typed since wins over what could not be sent.
        attente.current = { ...partis, ...attente.current }
        const { genre, message } = panneDe(erreur)
        setSaisie((s) => ({ ...s, etat: genre === 'refus' ? 'refuse' : 'en_panne', message }))
        if (genre !== 'refus') minuterie.current = setTimeout(() => void envoyer(), 10 * ATTENTE_MS)
        return
      }
      const fautives = new Set(refusees.map((r) => r.champ))
      const autres = Object.entries(partis).filter(([chemin]) => !fautives.has(chemin))
      attente.current = { ...Object.fromEntries(autres), ...attente.current }
      refuser(partis, refusees)
    }
    if (Object.keys(attente.current).length > 0) void envoyer()
  }, [cle, refuser])
  useEffect(
    () => () => {
      clearTimeout(minuterie.current)
      void envoyer()
    },
    [envoyer],
  )

  const toucher = useCallback(
    (chemin: string) => {
      setTouches((t) => new Set(t).add(chemin))
      void envoyer()
    },
    [envoyer],
  )
  const changer = useCallback<Remplissage['changer']>(
    (chemin, valeur, aussitot) => {
      const [refus] = modifier(vueAgents(definition), reponses, { [chemin]: valeur }).refusees
      setBrutes(({ [chemin]: _, ...autres }) =>
        refus ? { ...autres, [chemin]: { valeur, message: refus.message, montrer: false } as Brute } : autres,
      )
      if (refus) return
      setReponses((r) => modifier(vueAgents(definition), r, { [chemin]: valeur }).reponses)
      attente.current = { ...attente.current, [chemin]: valeur ?? null }
      clearTimeout(minuterie.current)
      minuterie.current = setTimeout(() => void envoyer(), aussitot ? 0 : ATTENTE_MS)
    },
    [definition, reponses, envoyer],
  )

  const { pieces, gestes } = usePiecesDesAgents(cle, lues.pieces)
  const toutes = useMemo(
    () => reponsesAvecAgents(definition, deposees, avecPieces(reponses, pieces)),
    [definition, deposees, reponses, pieces],
  )
  const vue = useMemo(
    () => parcoursAgents(definition, toutes, { aujourdhui: jourLocal(new Date()) }),
    [definition, toutes],
  )
  const i: Remplissage['i'] = {
    base: toutes,
    reponses: toutes,
    pieces,
    revision: 0,
    attente: {},
    envol: {},
    brutes,
    conflits: [],
    panne: null,
    enregistre_le: saisie.le ?? '',
    gardee: true,
  }
  return {
    saisie,
    remplissage: {
      cle,
      definition,
      origines: {},
      i,
      parcours: { ...vue, complet: vue.manquants.length === 0 },
      autres: undefined,
      enregistrement: sansServeur(i, changer),
      pieces: gestes,
      valeurDe: (vu) => brutes[vu.chemin]?.valeur ?? vu.valeur,
      messageDe: ({ chemin, erreur }) =>
        brutes[chemin]?.montrer || touches.has(chemin) ? (brutes[chemin]?.message ?? erreur) : undefined,
      changer,
      quitter: toucher,
      quitterEtape: () => {},
      tenter: () => {},
    },
  }
}
