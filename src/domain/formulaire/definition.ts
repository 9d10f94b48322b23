import * as z from 'zod'
import { Condition, Identifiant } from './conditions.ts'
import { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { ChampSimple } from './types/simple.ts'

/** Any question, text or bloc of a form. */
export const Champ = z.discriminatedUnion('type', [ChampSimple, ChampBlocRepetable])
export type Champ = z.infer<typeof Champ>
export type NomDeType = Champ['type']

/** Help beside a step: text, a short video, and someone to call. */
export const Aide = z.strictObject({
  texte: z.string().min(1).max(4000),
  video: z.strictObject({ titre: z.string().min(1).max(200), url: z.url({ protocol: /^https$/ }) }).optional(),
  contact: z
    .strictObject({
      service: z.string().min(1).max(200),
      telephone: z.string().max(40).optional(),
      courriel: z.email().optional(),
    })
    .optional(),
})
export type Aide = z.infer<typeof Aide>

/** A rule between several answers: while `si` is met the deposit is refused with `message`, shown at `champ`. */
export const Controle = z.strictObject({
  si: Condition,
  champ: Identifiant,
  message: z.string().min(1).max(500),
})
export type Controle = z.infer<typeof Controle>

export const Etape = z.strictObject({
  id: Identifiant,
  titre: z.string().min(1).max(120),
  aide: Aide.optional(),
  /** The first step has none: one always begins somewhere. */
  condition: Condition.optional(),
  champs: z.array(Champ).min(1).max(300),
  controles: z.array(Controle).max(50).optional(),
})
export type Etape = z.infer<typeof Etape>

/**
 * A version of a form: an immutable document, kept with each dossier begun on it. Well-formed is not yet publishable:
 * `controle.ts` also checks what the champs say of each other.
 */
export const Definition = z.strictObject({
  format: z.literal('preau/formulaire@1'),
  titre: z.string().min(1).max(200),
  etapes: z.array(Etape).min(1).max(50),
  /** Champs that lists of dossiers show: what is asked in a few words, and the amount asked. */
  reperes: z.strictObject({ objet: Identifiant.optional(), montant: Identifiant.optional() }).optional(),
})
export type Definition = z.infer<typeof Definition>

/** Answers by champ id; a bloc's answer is its rows. Unknown or hidden answers may be there: they never count. */
export type Reponses = Record<string, unknown>
