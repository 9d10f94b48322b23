import type { Read, Write } from '../platform/context.ts'

export type Identite = { prenom: string; nom: string; courriel: string }

/**
 * Registers who asks without an account, so that what they write carries their name; one for each dossier. They cannot
 * sign in: the table refuses it. The address is not unique and opens nothing. Gives the id.
 */
export async function inscrireDemandeur(ctx: Write, { prenom, nom, courriel }: Identite): Promise<number> {
  const { id } = await ctx.db
    .insertInto('comptes.personne')
    .values({ prenom, nom, courriel: courriel.trim().toLowerCase(), role: 'demandeur', active: false })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Forgets who began a draft that is erased; the row stays, for the history that names it. */
export async function effacerDemandeur(ctx: Write, id: number): Promise<void> {
  await ctx.db
    .updateTable('comptes.personne')
    .set({ prenom: 'Demandeur', nom: 'effacé', courriel: '', telephone: null })
    .where('id', '=', id)
    .where('role', '=', 'demandeur')
    .execute()
}

/** Has this address an account of the établissements, that could take a dossier? */
export async function aUnCompte(ctx: Read | Write, courriel: string): Promise<boolean> {
  const trouve = await ctx.db
    .selectFrom('comptes.personne')
    .select('id')
    .where('courriel', '=', courriel)
    .where('role', '=', 'etablissement')
    .where('active', '=', true)
    .where('compte_id', 'is not', null)
    .executeTakeFirst()
  return trouve !== undefined
}
