import * as z from 'zod'
import { Condition, Identifiant } from './conditions.ts'
import { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { BorneNombre } from './types/nombre.ts'
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

/** A condition with a name, used in several places and changed in one. */
export const ConditionNommee = z.strictObject({
  id: Identifiant,
  nom: z.string().min(1).max(120),
  condition: Condition,
})
export type ConditionNommee = z.infer<typeof ConditionNommee>

const Message = z.string().min(1).max(500)

/** While `si` is met, this établissement may not ask: the deposit is refused with `message`. */
export const RegleDEligibilite = z.strictObject({ si: Condition, message: Message })
export type RegleDEligibilite = z.infer<typeof RegleDEligibilite>

/** While `si` is met, the deposit is only open from a day to another, both included, whatever the calendar says. */
export const RegleDeCalendrier = z.strictObject({
  si: Condition,
  ouvre_le: z.iso.date().optional(),
  ferme_le: z.iso.date().optional(),
  message: Message,
})
export type RegleDeCalendrier = z.infer<typeof RegleDeCalendrier>

/** The first rule whose `si` is met says which service receives the dossier. */
export const RegleDeRoutage = z.strictObject({ si: Condition, service: z.string().min(1).max(120) })
export type RegleDeRoutage = z.infer<typeof RegleDeRoutage>

export const Annee = z.enum(['civile', 'scolaire'])
export type Annee = z.infer<typeof Annee>

/**
 * What the dossiers that one établissement deposits in a year may ask in all: the sum of this answer, over those whose
 * `si` is met. In cents for a montant; a maximum may be a question, computed for the établissement.
 */
export const PlafondAnnuel = z.strictObject({
  champ: Identifiant,
  max: BorneNombre,
  annee: Annee,
  si: Condition.optional(),
})
export type PlafondAnnuel = z.infer<typeof PlafondAnnuel>

export const Etape = z.strictObject({
  id: Identifiant,
  titre: z.string().min(1).max(120),
  aide: Aide.optional(),
  /** The first step has none: one always begins somewhere. */
  condition: Condition.optional(),
  /** All its champs are for agents. */
  face: z.literal('agents').optional(),
  champs: z.array(Champ).min(1).max(300),
  controles: z.array(Controle).max(50).optional(),
})
export type Etape = z.infer<typeof Etape>

/** Who signs with the chef d'établissement before the deposit, by function. */
export const Cosignataire = z.enum(['gestionnaire'])
export type Cosignataire = z.infer<typeof Cosignataire>

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
  cosignataires: z.array(Cosignataire).max(1).optional(),
  conditions: z.array(ConditionNommee).max(60).optional(),
  eligibilite: z.array(RegleDEligibilite).max(30).optional(),
  calendrier: z.array(RegleDeCalendrier).max(30).optional(),
  routage: z.array(RegleDeRoutage).max(60).optional(),
  plafonds: z.array(PlafondAnnuel).max(10).optional(),
})
export type Definition = z.infer<typeof Definition>

/** Answers by champ id; a bloc's answer is its rows. Unknown or hidden answers may be there: they never count. */
export type Reponses = Record<string, unknown>
