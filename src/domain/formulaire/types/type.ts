import * as z from 'zod'
import { Condition, Identifiant, type Lecture, type Operateur, Scalaire } from '../conditions.ts'
import type { Geometrie } from '../figures.ts'
import { Formule, type Grandeur } from '../formules.ts'
import { Source } from '../sources.ts'

/** What every champ bears, whatever its type. Spread it in the schema of a type. */
export const commun = {
  id: Identifiant,
  libelle: z.string().min(1).max(300),
  aide: z.string().max(2000).optional(),
  /** Shown only when met; always shown when absent. */
  condition: Condition.optional(),
  /** Filled and read by agents only, once the dossier is deposited; the usager never sees it (`faces.ts`). */
  face: z.literal('agents').optional(),
}

/** What a champ bears when it waits for an answer. */
export const communSaisi = {
  ...commun,
  obligatoire: z.union([z.boolean(), Condition]).optional(),
  /**
   * Given once: by one row, inside a bloc; elsewhere by one dossier of the établissement in an année scolaire. What a
   * ranking 1…n needs.
   */
  unique: z.literal(true).optional(),
  /** Filled from what the house knows, with its origin. */
  source: Source.optional(),
  /** The usager cannot change the prefilled value here, only propose a correction of the référentiel. */
  verrouille: z.boolean().optional(),
  /**
   * What the champ says as long as nobody has answered: the first rule whose `si` is met, or that has none. A formula is
   * for numbers, a value for the rest.
   */
  defaut: z
    .array(
      z.union([
        z.strictObject({ si: Condition.optional(), valeur: Scalaire }),
        z.strictObject({ si: Condition.optional(), formule: Formule }),
      ]),
    )
    .min(1)
    .max(10)
    .optional(),
  /** Of an agents' champ: when mandatory, it is due to reach this statut of the guide; to grant, when absent. */
  avant_statut: Identifiant.optional(),
  /** Of an agents' champ: the usager's answer that it starts from. */
  reprend: Identifiant.optional(),
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
  /** What conditions and formulas see of the answer; the answer itself when absent. */
  compte?: (valeur: V, champ: C) => unknown
  /** What that brings to a formula; nothing when absent. */
  grandeur?: (champ: C) => Grandeur | undefined
  /** May a condition compare to this value? Asks the shape of the answer when absent. */
  convient?: (valeur: Scalaire, champ: C) => boolean
  /** The value that a condition compares to, as a sentence says it. */
  citer?: (valeur: Scalaire, champ: C) => string
  /** The answer, of the same shape, for who may not see it whole. A type that has it is sensitive. */
  masquer?: (valeur: V, champ: C) => V
  /** The answer as a place to draw on a map or to export; nothing while it is unfinished. */
  geometrie?: (valeur: V, champ: C) => Geometrie | undefined
  /** What forbids publishing this champ, by its own parts; `chemin` begins below the champ: `.arbre[2]`. */
  defauts?: (champ: C) => { chemin: string; message: string }[]
}
