import type { Piece } from '#domain/dossiers/api.ts'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import { estVide } from '#domain/formulaire/conditions.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import type { Preremplis } from '#domain/formulaire/prefill.ts'
import { type Changements, modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import { ajouter, attenteDe, changementsDe, estMeme, lotDe, prochaineEcheance, sans, valeurA } from './attente.ts'
import type { Copies } from './copies.ts'
import { calculer, type Depart, type Instantane } from './instantane.ts'
import { brutesDe, delaiDe, panneDe, refuseesDe } from './panne.ts'
import { reprendre } from './reprise.ts'

export type Enregistre = { enregistre_le: string; revision: number; refusees: ErreurDeChamp[] }

export type Options = {
  definition: Definition
  preremplis: Preremplis
  depart: Depart
  copies: Copies
  /** Sends changes; `quittant` when the page is going away. Rejects with `Echec`. */
  envoyer: (changements: Changements, quittant: boolean) => Promise<Enregistre>
  /** The server has a revision that is not ours: someone else writes. */
  surDecalage: () => void
}

export type Enregistrement = {
  /** Takes over what a closed tab or a lost session has left on this device, and sends it. */
  demarrer(): void
  lire(): Instantane
  abonner(prevenir: () => void): () => void
  /** Takes a change; a row is added with its answers or removed with `null`. Sent after 600 ms, or at once. */
  noter(chemin: string, valeur: unknown, aussitot?: boolean): void
  /** A champ is left: what waits for it goes now. */
  presser(chemin?: string): void
  /** Sends all that waits; true when the server has everything. */
  vider(): Promise<boolean>
  /** The page goes away: last chance, without waiting. */
  partir(): void
  /** A fresher reading of the server. */
  recevoir(depart: Depart): void
  poser(chemin: string, pieces: readonly Piece[], revision: number): void
  /** Drops what could not be kept, or a conflict. */
  oublier(chemin: string): void
  /** Stops the timer, when the screen goes. */
  arreter(): void
}

const DELAI = 600

/** The answers of a draft that save themselves: a queue, one call at a time, patience, and a copy on this device. */
export function ouvrirEnregistrement(options: Options): Enregistrement {
  const { definition, preremplis, depart, copies, envoyer, surDecalage } = options
  const abonnes = new Set<() => void>()
  let essais = 0
  let repriseLe = 0
  let minuterie: ReturnType<typeof setTimeout> | undefined
  let tour: Promise<boolean> | undefined
  let etat: Instantane = calculer(definition, preremplis, {
    ...depart,
    reponses: {},
    attente: {},
    envol: {},
    brutes: {},
    conflits: [],
    panne: null,
    gardee: true,
  })

  function changer(partiel: Partial<Instantane>) {
    etat = calculer(definition, preremplis, { ...etat, ...partiel })
    garder()
    for (const prevenir of abonnes) prevenir()
  }

  function garder() {
    const attente = { ...attenteDe(etat.envol, etat.base), ...etat.attente }
    const vide = Object.keys(attente).length + Object.keys(etat.brutes).length === 0
    const gardee = copies.garder(vide ? null : { le: new Date().toISOString(), attente, brutes: etat.brutes })
    if (gardee !== etat.gardee) etat = { ...etat, gardee }
  }

  function programmer() {
    clearTimeout(minuterie)
    const prochaine = prochaineEcheance(etat.attente)
    if (prochaine === undefined || tour || etat.panne?.definitive) return
    minuterie = setTimeout(() => void envoyerUnLot(), Math.max(0, Math.max(repriseLe, prochaine) - Date.now()))
  }

  /** Sends what is due; true when the server has answered. Never two at once: order is what makes it safe. */
  function envoyerUnLot(quittant = false): Promise<boolean> {
    if (tour) return tour
    const lot = lotDe(etat.attente, Date.now())
    if (!lot) {
      programmer()
      return Promise.resolve(true)
    }
    changer({ envol: lot, attente: sans(etat.attente, Object.keys(lot)) })
    tour = envoyer(lot, quittant).then(
      (reponse) => reussir(lot, reponse),
      (erreur: unknown) => echouer(lot, erreur),
    )
    return tour
  }

  function reussir(lot: Changements, { refusees, revision, enregistre_le }: Enregistre): boolean {
    tour = undefined
    essais = 0
    repriseLe = 0
    // Until the dossier is read again, what is known here is of the former revision.
    const decalage = revision > etat.revision + 1
    const gardes = sans(
      lot,
      refusees.map((r) => r.champ),
    )
    changer({
      envol: {},
      base: modifier(definition, etat.base, gardes, preremplis).reponses,
      brutes: { ...etat.brutes, ...brutesDe(lot, refusees, etat.attente) },
      revision: decalage ? etat.revision : Math.max(revision, etat.revision),
      enregistre_le,
      panne: null,
    })
    if (decalage) surDecalage()
    programmer()
    return true
  }

  function echouer(lot: Changements, erreur: unknown): boolean {
    tour = undefined
    const refusees = refuseesDe(erreur, Object.keys(lot))
    if (refusees) {
      const restent = sans(
        lot,
        refusees.map((r) => r.champ),
      )
      changer({
        envol: {},
        attente: { ...attenteDe(restent, etat.base), ...etat.attente },
        brutes: { ...etat.brutes, ...brutesDe(lot, refusees, etat.attente) },
        panne: null,
      })
    } else {
      essais += 1
      repriseLe = Date.now() + delaiDe(essais)
      const panne = panneDe(erreur)
      changer({ envol: {}, attente: { ...attenteDe(lot, etat.base), ...etat.attente }, panne })
    }
    programmer()
    return refusees !== undefined
  }

  function hater(chemin?: string) {
    const hatee = Object.entries(etat.attente).map(([cle, a]) => [
      cle,
      chemin === undefined || cle === chemin ? { ...a, echeance: 0 } : a,
    ])
    etat = { ...etat, attente: Object.fromEntries(hatee) }
  }

  async function vider(): Promise<boolean> {
    while (tour || Object.keys(etat.attente).length > 0) {
      hater()
      if (etat.panne?.definitive || !(await envoyerUnLot())) return false
    }
    return true
  }

  return {
    demarrer: () => {
      const { attente, brutes, conflits } = reprendre(copies.trouver(), etat.base)
      changer({
        attente: { ...attente, ...etat.attente },
        brutes: { ...brutes, ...etat.brutes },
        conflits: [...etat.conflits, ...conflits],
      })
      copies.oublier()
      programmer()
    },
    lire: () => etat,
    abonner: (prevenir) => {
      abonnes.add(prevenir)
      return () => abonnes.delete(prevenir)
    },
    noter: (chemin, brut, aussitot = false) => {
      const valeur = estVide(brut) ? null : brut
      const [refus] = modifier(definition, etat.reponses, { [chemin]: valeur }, preremplis).refusees
      if (refus) {
        changer({ brutes: { ...etat.brutes, [chemin]: { valeur: brut, message: refus.message, montrer: false } } })
        return
      }
      const brutes = sans(etat.brutes, [chemin])
      if (estMeme(valeurA(etat.reponses, chemin), valeur)) {
        if (Object.hasOwn(etat.brutes, chemin)) changer({ brutes })
        return
      }
      const echeance = Date.now() + (aussitot ? 0 : DELAI)
      const attente = ajouter(etat.attente, chemin, { valeur, avant: valeurA(etat.base, chemin), echeance })
      changer({ attente, brutes, conflits: etat.conflits.filter((c) => c.chemin !== chemin) })
      programmer()
    },
    presser: (chemin) => {
      hater(chemin)
      if (chemin === undefined) repriseLe = 0
      programmer()
    },
    vider,
    partir: () => {
      hater()
      if (tour) {
        // The call on its way may be cut with the page: everything goes again, which changes nothing twice.
        const tout = { ...etat.envol, ...changementsDe(etat.attente) }
        if (Object.keys(etat.attente).length > 0) envoyer(tout, true).catch(() => undefined)
      } else void envoyerUnLot(true)
    },
    recevoir: (lu) => {
      if (lu.revision > etat.revision) changer({ ...lu })
    },
    poser: (chemin, pieces, revision) => {
      const decalage = revision > etat.revision + 1
      changer({
        pieces: [...etat.pieces.filter((p) => p.champ !== chemin), ...pieces],
        base: poserPieces(etat.base, chemin, pieces),
        revision: decalage ? etat.revision : Math.max(revision, etat.revision),
        enregistre_le: new Date().toISOString(),
      })
      if (decalage) surDecalage()
    },
    oublier: (chemin) =>
      changer({ brutes: sans(etat.brutes, [chemin]), conflits: etat.conflits.filter((c) => c.chemin !== chemin) }),
    arreter: () => clearTimeout(minuterie),
  }
}
