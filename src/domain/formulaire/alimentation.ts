import * as z from 'zod'
import type { Structure } from '#domain/connecteurs/lecture/structure.ts'
import { alimentationDe } from './controle_alimentation.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import type { Preremplis } from './prefill.ts'
import { dependantsDe } from './references.ts'
import { refusEnregistrement } from './validation.ts'
import { propre } from './visite.ts'

/** How the last question asked outside about an answer ended; `valeur` is what was asked. */
export const Verification = z.object({
  etat: z.enum(['trouve', 'introuvable', 'indisponible', 'refuse']),
  source: z.string(),
  date: z.string(),
  message: z.string(),
  valeur: z.string(),
})
export type Verification = z.infer<typeof Verification>
/** By id of the question asked. */
export type Verifications = Record<string, Verification>

export const chiffresDe = (valeur: unknown): string => (typeof valeur === 'string' ? valeur.replace(/\D/g, '') : '')

/** The questions of a form that the answer to this one can fill. */
export const alimentesPar = (definition: Definition, source: string): Champ[] =>
  definition.etapes.flatMap((e) => e.champs).filter((c) => alimentationDe(c)?.champ === source)

/**
 * What a structure answers to the questions that it feeds, with its origin: a part that is missing, or that the question
 * would refuse, is left to the person.
 */
export function origineDesAlimentes(
  definition: Definition,
  source: string,
  structure: Structure,
  dite: { source: string; date: string },
): Preremplis {
  const trouves = alimentesPar(definition, source).flatMap((champ) => {
    const valeur = valeurDe(champ, structure)
    if (valeur === undefined || refusEnregistrement(champ, valeur)) return []
    return [[champ.id, { valeur, source: dite.source, date: dite.date }] as const]
  })
  return Object.fromEntries(trouves)
}

function valeurDe(champ: Champ, s: Structure): unknown {
  const donnee = alimentationDe(champ)?.donnee
  if (champ.type === 'adresse') {
    const { voie, complement, code_postal, commune, code_commune } = s.adresse
    const adresse = { voie, complement, code_postal, commune, code_commune }
    const dites = Object.entries(adresse).filter(([, v]) => v)
    return dites.length > 0 ? Object.fromEntries(dites) : undefined
  }
  switch (donnee) {
    case 'adresse':
      return [s.adresse.voie, [s.adresse.code_postal, s.adresse.commune].filter(Boolean).join(' ')]
        .filter(Boolean)
        .join(', ')
    case 'commune':
      return s.adresse.commune
    case undefined:
      return undefined
    default:
      return s[donnee]
  }
}

/** A question that was to be filled from outside, answered by hand, and why. */
export type NonVerifie = { champ: Champ; message: string }

/**
 * The questions whose answer stands on the word of the person alone: the service was down, or was never asked about this
 * SIRET. What the service does not know is no breakdown: it was asked.
 */
export function nonVerifies(definition: Definition, reponses: Reponses, verifications: Verifications): NonVerifie[] {
  return definition.etapes
    .flatMap((e) => e.champs)
    .flatMap((champ) => {
      const alimentation = alimentationDe(champ)
      if (!alimentation || propre(reponses, champ.id) === undefined) return []
      const demandee = chiffresDe(propre(reponses, alimentation.champ))
      const vue = Object.hasOwn(verifications, alimentation.champ) ? verifications[alimentation.champ] : undefined
      if (vue?.valeur === demandee && (vue.etat === 'trouve' || vue.etat === 'introuvable')) return []
      return [{ champ, message: vue?.message || 'Le service n’a pas répondu.' }]
    })
}

/**
 * Of these, those that decide of something: a condition, an eligibility, a calendar or a routing looks at them. Such a
 * value cannot be taken on trust, the deposit waits for the service.
 */
export const nonVerifiesDecisifs = (definition: Definition, trouves: NonVerifie[]): NonVerifie[] =>
  trouves.filter(({ champ }) => dependantsDe(definition, champ.id).some((d) => d.genre !== 'reperes'))
