import * as z from 'zod'
import { Definition } from '#domain/formulaire/definition.ts'
import { Guide } from '#domain/instruction/guide.ts'
import { Dispositif, Fiche } from './fiche.ts'
import { Jeu, Origine, Parametre, poser, refusDeValeur, type Valeur } from './parametres.ts'

/** A whole téléservice as one document: its dispositif, its fiche, its form, its guide. Exported and imported as such. */
export const Modele = z.strictObject({
  format: z.literal('preau/teleservice@1'),
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,59}$/),
  dispositif: Dispositif,
  /** May one établissement have several dossiers in the same period? */
  plusieurs_dossiers: z.boolean(),
  fiche: Fiche,
  formulaire: Definition,
  guide: Guide,
})
export type Modele = z.infer<typeof Modele>

/** What a template of `donnees/modeles/` says beside the téléservice: nothing of it goes into the téléservice made of it. */
export const Entete = z.object({
  parametres: z.array(Parametre).max(60).default([]),
  /** Other values, as other collectivités have them. */
  jeux: z.array(Jeu).max(10).default([]),
  /** Texts and pages that the template is drawn from. */
  origines: z.array(Origine).max(20).default([]),
  /** In the catalogue of the demonstration. */
  demonstration: z.boolean().default(false),
})
export type Entete = z.infer<typeof Entete>

/** A template as it is shipped: a téléservice whose amounts and dates are parameters, each with its origin. */
export type Livre = { entete: Entete; corps: Record<string, unknown> }

/** Reads the file of a template. Throws when it is not one: the file is ours. */
export function lireLivre(document: unknown): Livre {
  const { parametres, jeux, origines, demonstration, ...corps } = z.record(z.string(), z.unknown()).parse(document)
  return { entete: Entete.parse({ parametres, jeux, origines, demonstration }), corps }
}

/** The téléservice that a template makes with these values; those left out are the defaults. Throws like `lireLivre`. */
export const modeleDe = ({ entete, corps }: Livre, valeurs: Record<string, Valeur> = {}): Modele =>
  Modele.parse(poser(corps, entete.parametres, valeurs))

/** The téléservice of a shipped file, with its default values. Throws like `lireLivre`. */
export const modeleLivre = (document: unknown): Modele => modeleDe(lireLivre(document))

/** What is wrong with values typed for the parameters of a template, by `parametres.<code>`. */
export function refusDesValeurs(
  { parametres }: Entete,
  valeurs: Record<string, Valeur>,
): { champ: string; message: string }[] {
  return Object.entries(valeurs).flatMap(([code, valeur]) => {
    const parametre = parametres.find((p) => p.code === code)
    const message = parametre ? refusDeValeur(parametre.genre, valeur) : 'Ce paramètre n’existe pas.'
    return message ? [{ champ: `parametres.${code}`, message }] : []
  })
}
