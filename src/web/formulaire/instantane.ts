import type { Piece } from '#domain/dossiers/api.ts'
import { avecPieces, ligneExiste } from '#domain/dossiers/pieces.ts'
import type { Definition, Reponses } from '#domain/formulaire/definition.ts'
import type { Preremplis } from '#domain/formulaire/prefill.ts'
import { type Changements, modifier } from '#domain/formulaire/saisie.ts'
import { type Attente, changementsDe } from './attente.ts'
import type { Panne } from './panne.ts'
import type { Brute, Conflit } from './reprise.ts'

/** What the form knows at an instant; replaced as a whole at each change. */
export type Instantane = {
  /** The answers of the server, then those of the person on top, with the files. */
  base: Reponses
  reponses: Reponses
  pieces: readonly Piece[]
  revision: number
  attente: Attente
  /** On their way. */
  envol: Changements
  /** On the screen but not keepable, by chemin. */
  brutes: Readonly<Record<string, Brute>>
  conflits: readonly Conflit[]
  panne: Panne | null
  /** Instant of the last save, ISO 8601. */
  enregistre_le: string
  /** False when this device could not keep a copy of what is not sent. */
  gardee: boolean
}

/** What the server gives. */
export type Depart = Pick<Instantane, 'base' | 'pieces' | 'revision' | 'enregistre_le'>

/** The same with its answers drawn again: those of the server, then what is on its way, then what waits, then files. */
export function calculer(definition: Definition, preremplis: Preremplis, i: Instantane): Instantane {
  const changements = { ...i.envol, ...changementsDe(i.attente) }
  const reponses = avecPieces(modifier(definition, i.base, changements, preremplis).reponses, i.pieces)
  // The row of an unkeepable answer may have gone with another person's change.
  const brutes = Object.fromEntries(Object.entries(i.brutes).filter(([chemin]) => ligneExiste(reponses, chemin)))
  return { ...i, reponses, brutes }
}
