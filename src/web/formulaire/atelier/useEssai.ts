import { useCallback, useMemo, useState } from 'react'
import type { Piece } from '#domain/dossiers/api.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import { parcoursAgents, reponsesAvecAgents } from '#domain/formulaire/faces.ts'
import { type ContexteParcours, parcours } from '#domain/formulaire/parcours.ts'
import { origineDe, type Preremplis } from '#domain/formulaire/prefill.ts'
import { modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import { Format } from '#domain/formulaire/types/piece.ts'
import { jourLocal } from '#domain/heure.ts'
import { useUploads } from '#web/useUploads.ts'
import { aleatoire } from '../copies.ts'
import type { Enregistrement } from '../enregistrement.ts'
import type { Brute } from '../reprise.ts'
import type { Remplissage } from '../useRemplissage.ts'

type Depart = { reponses: Reponses; preremplis: Preremplis }
type Essai = { reponses: Reponses; brutes: Record<string, Brute>; pieces: Piece[] }
const VIDE: Essai = { reponses: {}, brutes: {}, pieces: [] }

/**
 * A form filled to see: the same rules as for an usager, nothing sent, nothing counted; it lives as long as the tab.
 * With `deposees`, it is what agents fill of a dossier that says this.
 */
export function useEssai(
  definition: Definition,
  deposees?: Reponses,
): Remplissage & { recommencer(depart?: Depart): void } {
  const [essai, setEssai] = useState<Essai>(VIDE)
  const [preremplis, setPreremplis] = useState<Preremplis>({})
  const [touches, setTouches] = useState<ReadonlySet<string>>(new Set())
  const [quittees, setQuittees] = useState<readonly string[]>([])
  const [tente, setTente] = useState(false)
  const envois = useUploads(() => {})
  const toucher = useCallback((chemin: string) => setTouches((t) => new Set(t).add(chemin)), [])
  const changer = useCallback<Remplissage['changer']>(
    (chemin, valeur, aussitot) => {
      setEssai((e) => {
        const { reponses, refusees } = modifier(definition, e.reponses, { [chemin]: valeur }, preremplis)
        const { [chemin]: _, ...brutes } = e.brutes
        const [refus] = refusees
        return refus
          ? { ...e, brutes: { ...brutes, [chemin]: { valeur, message: refus.message, montrer: false } as Brute } }
          : { ...e, reponses, brutes }
      })
      if (aussitot) toucher(chemin)
    },
    [definition, preremplis, toucher],
  )
  const poser = (chemin: string, pieces: Piece[]) =>
    setEssai((e) => {
      const autres = e.pieces.filter((p) => p.champ !== chemin)
      const jointes = pieces.map(({ id, nom, taille, format, fournie_le }) => ({ id, nom, taille, format, fournie_le }))
      return { ...e, pieces: [...autres, ...pieces], reponses: poserPieces(e.reponses, chemin, jointes) }
    })
  const vue = useMemo(
    () =>
      voir(definition, essai.reponses, deposees, {
        aujourdhui: jourLocal(new Date()),
        visitees: quittees,
        depot_tente: tente,
      }),
    [definition, essai.reponses, deposees, quittees, tente],
  )
  const etapeDe = (chemin: string) =>
    definition.etapes.find((e) => e.champs.some((c) => c.id === chemin.split('/')[0]))?.id ?? ''
  const i: Remplissage['i'] = {
    base: essai.reponses,
    reponses: essai.reponses,
    pieces: essai.pieces,
    revision: 0,
    attente: {},
    envol: {},
    brutes: essai.brutes,
    conflits: [],
    panne: null,
    enregistre_le: '',
    gardee: true,
  }
  return {
    cle: 'essai',
    definition,
    origines: originesDe(preremplis, essai.reponses),
    i,
    parcours: vue,
    autres: undefined,
    enregistrement: sansServeur(i, changer),
    pieces: {
      envois,
      ajouter: (chemin, champ, fichiers, remplace) => {
        const gardees = essai.pieces.filter((p) => p.champ === chemin && p.id !== remplace?.id)
        const neuves = fichiers.map((f) => pieceDEssai(chemin, f))
        poser(chemin, [...gardees, ...neuves].slice(0, champ.nombre_max ?? 1))
      },
      retirer: async (piece) =>
        poser(
          piece.champ,
          essai.pieces.filter((p) => p.champ === piece.champ && p.id !== piece.id),
        ),
    },
    valeurDe: (vu) => essai.brutes[vu.chemin]?.valeur ?? vu.valeur,
    messageDe: ({ chemin, erreur, manque }) => {
      const quittee = tente || quittees.includes(etapeDe(chemin))
      const brute = essai.brutes[chemin]
      if (brute) return quittee || touches.has(chemin) ? brute.message : undefined
      if (erreur && (quittee || touches.has(chemin))) return erreur
      return quittee ? manque : undefined
    },
    changer,
    quitter: toucher,
    quitterEtape: (etape) => setQuittees((q) => (q.includes(etape) ? q : [...q, etape])),
    tenter: () => setTente(true),
    recommencer: (depart) => {
      setEssai({ ...VIDE, reponses: depart?.reponses ?? {} })
      setPreremplis(depart?.preremplis ?? {})
      setTouches(new Set())
      setQuittees([])
      setTente(false)
    },
  }
}

function voir(definition: Definition, reponses: Reponses, deposees: Reponses | undefined, contexte: ContexteParcours) {
  if (!deposees) return parcours(definition, reponses, contexte)
  const { etapes, manquants } = parcoursAgents(definition, reponsesAvecAgents(definition, deposees, reponses), contexte)
  return { etapes, manquants, complet: manquants.length === 0 }
}

/** Where each value comes from, as a real draft says it. */
function originesDe(preremplis: Preremplis, reponses: Reponses): Remplissage['origines'] {
  return Object.fromEntries(
    Object.keys(preremplis).flatMap((id) => {
      const origine = origineDe(id, preremplis, reponses)
      return origine ? [[id, origine]] : []
    }),
  )
}

/** Read from its name: no server looks into it here. */
const pieceDEssai = (champ: string, fichier: File): Piece => ({
  id: aleatoire(),
  champ,
  nom: fichier.name,
  type: fichier.type,
  format: Format.safeParse(fichier.name.split('.').pop()?.toLowerCase().replace('jpeg', 'jpg')).data ?? 'pdf',
  taille: fichier.size,
  sha256: '',
  ajoutee_le: new Date().toISOString(),
  ajoutee_par: 'vous, à l’essai',
  fournie_le: jourLocal(new Date()),
  antivirus: 'non_analysee',
})

/** What a real draft does with its server, done here at once in memory. */
export const sansServeur = (i: Remplissage['i'], changer: Remplissage['changer']): Enregistrement => ({
  demarrer: () => {},
  lire: () => i,
  abonner: () => () => {},
  noter: changer,
  presser: () => {},
  vider: () => Promise.resolve(true),
  partir: () => {},
  recevoir: () => {},
  poser: () => {},
  oublier: () => {},
  arreter: () => {},
})
