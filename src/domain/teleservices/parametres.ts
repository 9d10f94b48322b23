import * as z from 'zod'
import { ecrireDate, ecrireMontant, ecrireNombre } from '../ecriture.ts'
import { HeureLocale } from './fiche.ts'

const Code = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, 'Un code n’a que des minuscules, des chiffres et « _ ».')

/** Where an amount or a rule comes from: the page of a collectivité, a text. */
export const Origine = z.strictObject({
  libelle: z.string().min(1).max(300),
  url: z.url({ protocol: /^https$/ }).optional(),
})
export type Origine = z.infer<typeof Origine>

/** A `montant` is a whole number of cents; an `heure` is a local time of the collectivité. */
const Valeur = z.union([z.number(), z.string().min(1).max(300)])
export type Valeur = z.infer<typeof Valeur>

export const Parametre = z
  .strictObject({
    code: Code,
    libelle: z.string().min(1).max(200),
    genre: z.enum(['montant', 'nombre', 'date', 'heure', 'texte']),
    valeur: Valeur,
    unite: z.string().max(20).optional(),
    origine: Origine,
  })
  .superRefine((p, ctx) => {
    const message = refusDeValeur(p.genre, p.valeur)
    if (message) ctx.addIssue({ code: 'custom', path: ['valeur'], message })
  })
export type Parametre = z.infer<typeof Parametre>

/** Values that go together: what another collectivité does. What a set does not say keeps its default. */
export const Jeu = z.strictObject({
  code: Code,
  libelle: z.string().min(1).max(200),
  origine: Origine,
  valeurs: z.record(Code, Valeur),
})
export type Jeu = z.infer<typeof Jeu>

/** Why this value is none of this genre. */
export function refusDeValeur(genre: Parametre['genre'], valeur: unknown): string | undefined {
  if (genre === 'montant')
    return Number.isSafeInteger(valeur) && Number(valeur) >= 0 ? undefined : 'Saisissez un montant, en euros.'
  if (genre === 'nombre')
    return typeof valeur === 'number' && Number.isFinite(valeur) ? undefined : 'Saisissez un nombre.'
  if (genre === 'date') return z.iso.date().safeParse(valeur).success ? undefined : 'Saisissez une date.'
  if (genre === 'heure') return HeureLocale.safeParse(valeur).success ? undefined : 'Saisissez une date et une heure.'
  return typeof valeur === 'string' && valeur.trim() !== '' ? undefined : 'Saisissez un texte.'
}

/** The value as the texts of the fiche and of the form say it. */
export function ecrireValeur({ genre, unite }: Pick<Parametre, 'genre' | 'unite'>, valeur: Valeur): string {
  if (genre === 'montant') return ecrireMontant(Number(valeur)).replace(/,00(?=\s)/, '')
  if (genre === 'nombre') return unite ? `${ecrireNombre(Number(valeur))}\u00a0${unite}` : ecrireNombre(Number(valeur))
  const texte = String(valeur)
  if (genre === 'date') return ecrireDate(texte)
  if (genre === 'heure') return `${ecrireDate(texte.slice(0, 10))} à ${texte.slice(11).replace(':', '\u00a0h\u00a0')}`
  return texte
}

/**
 * A document with the values of its parameters in place: `{ "parametre": "plafond" }` becomes the value itself, and
 * `{{plafond}}` inside a text becomes the value in words. Throws on an unknown parameter: the document is ours.
 */
export function poser(
  document: unknown,
  parametres: readonly Parametre[],
  valeurs: Record<string, Valeur> = {},
): unknown {
  const trouver = (code: string) => {
    const parametre = parametres.find((p) => p.code === code)
    if (!parametre) throw new Error(`The template names no parameter « ${code} ».`)
    return { parametre, valeur: Object.hasOwn(valeurs, code) ? (valeurs[code] ?? parametre.valeur) : parametre.valeur }
  }
  const voir = (ici: unknown): unknown => {
    if (typeof ici === 'string')
      return ici.replace(/\{\{([a-z0-9_]+)\}\}/g, (_, code: string) => {
        const { parametre, valeur } = trouver(code)
        return ecrireValeur(parametre, valeur)
      })
    if (Array.isArray(ici)) return ici.map(voir)
    if (typeof ici !== 'object' || ici === null) return ici
    const cles = Object.keys(ici)
    if (cles.length === 1 && 'parametre' in ici && typeof ici.parametre === 'string')
      return trouver(ici.parametre).valeur
    return Object.fromEntries(Object.entries(ici).map(([cle, v]) => [cle, voir(v)]))
  }
  return voir(document)
}

/** Which parameters the document really uses: one that changes nothing must not be asked. */
export function citesDans(document: unknown): Set<string> {
  const texte = JSON.stringify(document)
  return new Set(
    [...texte.matchAll(/\{\{([a-z0-9_]+)\}\}|\{"parametre":"([a-z0-9_]+)"\}/g)].map((m) => m[1] ?? m[2] ?? ''),
  )
}
