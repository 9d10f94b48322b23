import * as z from 'zod'
import { Definition } from '#domain/formulaire/definition.ts'
import { Guide } from '#domain/instruction/guide.ts'
import { Dispositif, Fiche } from './fiche.ts'

/**
 * A whole téléservice as one document: what an administrator exports and imports, and what the product ships in
 * `donnees/modeles/`. Amounts and dates in it are parameters of the collectivité, to be edited.
 */
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
