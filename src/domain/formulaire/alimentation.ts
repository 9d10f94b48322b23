import * as z from 'zod'
import type { Structure } from '#domain/connecteurs/lecture/structure.ts'
import { estVide } from './conditions.ts'
import { alimentationDe } from './controle_alimentation.ts'
import type { Champ, Definition, Reponses } from './definition.ts'
import { planDe } from './plan.ts'
import type { Preremplis } from './prefill.ts'
import { dependantsDe } from './references.ts'
import { Adresse } from './types/adresse.ts'
import type { Donnees } from './types/alimentation.ts'
import { Particulier, refusDIdentite } from './types/particulier.ts'
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

/**
 * What exactly is asked outside about this answer, to know later whether it still stands; nothing while it is incomplete
 * or without consent. Of a person, a fingerprint: who it is stands in the answer alone.
 */
export function demandeDe(champ: Champ | undefined, valeur: unknown, aujourdhui: string): string | undefined {
  if (champ?.type === 'siret') return chiffresDe(valeur)
  if (champ?.type !== 'particulier') return undefined
  const lu = Particulier.safeParse(valeur)
  if (!lu.success || lu.data.accord !== true || refusDIdentite(lu.data, champ.demande, aujourdhui)) return undefined
  const { nom, prenoms, naissance, sexe, commune, pays, ine } = lu.data
  return empreinte(JSON.stringify([champ.demande, nom, prenoms, naissance, sexe, commune?.code, pays, ine]))
}

/** Tells two texts apart, 53 bits of them: no secret is kept by it. */
function empreinte(texte: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57]
  for (let i = 0; i < texte.length; i++) {
    const signe = texte.charCodeAt(i)
    a = Math.imul(a ^ signe, 2654435761)
    b = Math.imul(b ^ signe, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}

/** The questions of a form that the answer to this one can fill. */
export const alimentesPar = (definition: Definition, source: string): Champ[] =>
  definition.etapes.flatMap((e) => e.champs).filter((c) => alimentationDe(c)?.champ === source)

/** A structure as parts that questions are filled with. */
export function donneesDeStructure({ adresse, ...s }: Structure): Donnees {
  const { voie, complement, code_postal, commune, code_commune } = adresse
  const dites = Object.entries({ voie, complement, code_postal, commune, code_commune }).filter(([, v]) => v)
  return {
    nom: s.nom,
    adresse: dites.length > 0 ? Object.fromEntries(dites) : undefined,
    commune,
    categorie_juridique: s.categorie_juridique,
    activite: s.activite,
    uai: s.uai,
  }
}

/**
 * What a service answers to the questions that it feeds, with its origin: a part that is missing, or that the question
 * would refuse, is left to the person. The parts that no question asks are not kept at all.
 */
export function origineDesAlimentes(
  definition: Definition,
  source: string,
  donnees: Donnees,
  dite: { source: string; date: string },
): Preremplis {
  const trouves = alimentesPar(definition, source).flatMap((champ) => {
    const donnee = alimentationDe(champ)?.donnee
    const brute = donnee && donnees[donnee]
    const valeur = champ.type === 'texte' ? enTexte(brute) : brute
    if (valeur === undefined || refusEnregistrement(champ, valeur)) return []
    return [[champ.id, { valeur, source: dite.source, date: dite.date }] as const]
  })
  return Object.fromEntries(trouves)
}

function enTexte(brute: unknown): unknown {
  if (typeof brute === 'boolean') return brute ? 'Oui' : 'Non'
  if (typeof brute === 'number') return String(brute)
  const lue = Adresse.safeParse(brute)
  if (!lue.success) return brute
  const { voie, code_postal, commune } = lue.data
  return [voie, [code_postal, commune].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

/** A question that was to be filled from outside, answered by hand, and why. */
export type NonVerifie = { champ: Champ; source: Champ | undefined; message: string }

/**
 * The questions whose answer stands on the word of the person alone: the service was down, or was never asked about this
 * answer, or was not to be asked. What the service does not know of a
 * SIRET is no breakdown: it was asked. Of a person, it leaves the value unproven.
 */
export function nonVerifies(
  definition: Definition,
  reponses: Reponses,
  verifications: Verifications,
  aujourdhui: string,
): NonVerifie[] {
  const plan = planDe(definition)
  return definition.etapes
    .flatMap((e) => e.champs)
    .flatMap((champ) => {
      const alimentation = alimentationDe(champ)
      if (!alimentation || propre(reponses, champ.id) === undefined) return []
      const source = plan.get(alimentation.champ)?.champ
      const demandee = demandeDe(source, propre(reponses, alimentation.champ), aujourdhui)
      const vue = Object.hasOwn(verifications, alimentation.champ) ? verifications[alimentation.champ] : undefined
      if (
        vue &&
        vue.valeur === demandee &&
        (vue.etat === 'trouve' || (vue.etat === 'introuvable' && source?.type === 'siret'))
      )
        return []
      return [{ champ, source, message: vue?.message || 'Le service n’a pas répondu.' }]
    })
}

/** The pièce that stands in for the service, when the form names one. */
const justificatifDe = ({ source }: NonVerifie): string | undefined =>
  source?.type === 'particulier' ? source.justificatif : undefined

/** Of these, those that a pièce was to prove and that has not been joined, with that pièce. */
export function justificatifsManquants(
  definition: Definition,
  reponses: Reponses,
  trouves: NonVerifie[],
): { piece: Champ; champ: Champ }[] {
  const plan = planDe(definition)
  return trouves.flatMap((n) => {
    const piece = plan.get(justificatifDe(n) ?? '')?.champ
    return piece && estVide(propre(reponses, piece.id)) ? [{ piece, champ: n.champ }] : []
  })
}

/**
 * Of these, those that decide of something and that no pièce proves: a condition, an eligibility, a calendar or a routing
 * looks at them. Such a value cannot be taken on trust, the deposit waits for the service.
 */
export const nonVerifiesDecisifs = (definition: Definition, trouves: NonVerifie[]): NonVerifie[] =>
  trouves.filter((n) => !justificatifDe(n) && dependantsDe(definition, n.champ.id).some((d) => d.genre !== 'reperes'))
