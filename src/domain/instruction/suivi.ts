import * as z from 'zod'
import { Analyse } from '../dossiers/analyse.ts'
import { Format } from '../formulaire/types/piece.ts'
import { Couleur, Icone, SensDecision } from './guide.ts'
import { Cercle, StatutVu } from './portefeuille.ts'

export const Obstacle = z.object({ code: z.string(), message: z.string() })
export type Obstacle = z.infer<typeof Obstacle>

/** An act and why it cannot be done now; empty when it can. */
const Possible = z.object({ obstacles: z.array(Obstacle) })

/** A statut where this dossier may go, forward or back. */
export const Destination = z.object({
  vers: z.string(),
  libelle: z.string(),
  etape: z.string(),
  libelle_etape: z.string(),
  couleur: Couleur,
  icone: Icone,
  obstacles: z.array(Obstacle),
})
export type Destination = z.infer<typeof Destination>

/** What *this* reader may do now; a key is `null` when the act is never theirs. */
export const Actions = z.object({
  avancer: z.array(Destination),
  reculer: z.array(Destination.extend({ annule_decision: z.boolean() })),
  decider: z.array(Destination.extend({ sens: SensDecision, motif_obligatoire: z.boolean() })),
  notifier: Possible.nullable(),
  demander_piece: Possible.nullable(),
  affecter: Possible.nullable(),
  reorienter: Possible.nullable(),
  /** Of the établissement: answer the demandes, then send them all. */
  renvoyer_pieces: Possible.nullable(),
})
export type Actions = z.infer<typeof Actions>

export const Passage = z.object({
  id: z.number(),
  le: z.string(),
  sens: z.enum(['ouverture', 'avance', 'recul', 'automatique']),
  libelle_etape: z.string(),
  statut: StatutVu,
  /** Agents only. */
  de: StatutVu.nullable(),
  /** Agents only. */
  auteur: z.string().nullable(),
  /** Agents only: the reason of a step back is not for the usager. */
  motif: z.string().nullable(),
})
export type Passage = z.infer<typeof Passage>

/** How a dossier came to a service: by a rule of its form (`auteur` is the product), then by agents. */
export const Orientation = z.object({
  id: z.number(),
  le: z.string(),
  de: z.string().nullable(),
  vers: z.string().nullable(),
  /** The sentence of the rule, or why the agent sent it elsewhere. */
  motif: z.string(),
  auteur: z.string(),
})
export type Orientation = z.infer<typeof Orientation>

export const DemandeDePiece = z.object({
  id: z.number(),
  libelle: z.string(),
  commentaire: z.string(),
  etat: z.enum(['attendue', 'recue', 'annulee']),
  avant_le: z.string().nullable(),
  demandee_le: z.string(),
  demandee_par: z.string(),
  close_le: z.string().nullable(),
  /** What the établissement has put, sent or not yet; read by the door of the dossier’s pièces. */
  pieces: z.array(
    z.object({
      id: z.string(),
      nom: z.string(),
      type: z.string(),
      format: Format,
      taille: z.number(),
      ajoutee_le: z.string(),
      antivirus: Analyse,
    }),
  ),
})
export type DemandeDePiece = z.infer<typeof DemandeDePiece>

/** An usager sees it only once notified. */
export const Decision = z.object({
  id: z.number(),
  sens: SensDecision,
  libelle: z.string(),
  /** In euros. */
  montant: z.number().nullable(),
  motif: z.string(),
  /** Agents only. */
  decidee_par: z.string().nullable(),
  decidee_le: z.string(),
  notifiee_le: z.string().nullable(),
  annulee_le: z.string().nullable(),
})
export type Decision = z.infer<typeof Decision>

export const Agent = z.object({ id: z.number(), nom: z.string(), fonction: z.string() })
export type Agent = z.infer<typeof Agent>

export const Instruction = z.object({
  cle: z.string(),
  numero: z.string(),
  /** Send it back with each act: an act on a stale page is refused with the name of who went first. */
  revision: z.number(),
  vue: z.enum(['agent', 'usager']),
  ligne: z.array(Cercle),
  statut: StatutVu,
  depuis: z.string(),
  echeance: z.string().nullable(),
  en_retard: z.boolean(),
  /** Agents only. */
  affecte_a: Agent.nullable(),
  /** Agents only. */
  service: z.object({ id: z.number(), nom: z.string() }).nullable(),
  /** A service that the form names and that the collectivité has not; agents only. */
  service_inconnu: z.string().nullable(),
  /** Agents only, newest first. */
  orientations: z.array(Orientation),
  actions: Actions,
  /** Newest first. */
  historique: z.array(Passage),
  demandes_de_pieces: z.array(DemandeDePiece),
  decision: Decision.nullable(),
  /** Cancelled by a step back; agents only. */
  decisions_annulees: z.array(Decision),
})
export type Instruction = z.infer<typeof Instruction>

export const LIBELLES_DECISIONS: Record<SensDecision, string> = {
  accorde: 'Accordé',
  accorde_partiel: 'Accordé en partie',
  refuse: 'Refusé',
  ajourne: 'Reporté',
}
