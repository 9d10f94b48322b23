import * as z from 'zod'
import { Condition, Identifiant, type Lecture, type Operateur } from '../conditions.ts'
import { Source } from '../sources.ts'

/** What every champ bears, whatever its type. Spread it in the schema of a type. */
export const commun = {
  id: Identifiant,
  libelle: z.string().min(1).max(300),
  aide: z.string().max(2000).optional(),
  /** Shown only when met; always shown when absent. */
  condition: Condition.optional(),
}

/** What a champ bears when it waits for an answer. */
export const communSaisi = {
  ...commun,
  obligatoire: z.union([z.boolean(), Condition]).optional(),
  /** Filled from what the house knows, with its origin. */
  source: Source.optional(),
  /** The usager cannot change the prefilled value here, only propose a correction of the référentiel. */
  verrouille: z.boolean().optional(),
}

/** What a rule may look at beside the answer itself. */
export type Autour = { lire: Lecture /** Day of the check, `AAAA-MM-JJ`. */; aujourdhui: string }

/**
 * The faces of a type de champ, apart from its React input: the shape of its answer (what autosave accepts, strict and
 * bounded), the rule at deposit, and its text for recaps, PDF and agents.
 */
export type TypeDeChamp<C, V> = {
  /** Shape of the stored answer; absent when the champ stores none. Its messages are read by the usager. */
  reponse?: z.ZodType<V>
  /** How conditions may question it. */
  operateurs: readonly Operateur[]
  /** Said when the answer is mandatory and absent: what to do. */
  manque: string
  /** Why this well-formed answer cannot be deposited, in words that say what to do. */
  verifier?: (valeur: V, champ: C, autour: Autour) => string | undefined
  /** The answer as a person reads it. */
  ecrire: (valeur: V, champ: C) => string
}
