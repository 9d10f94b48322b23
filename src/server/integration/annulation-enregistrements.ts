import { sql } from 'kysely'
import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/integration/api.ts'
import type { Write } from '../platform/context.ts'
import { ouvrirAnnulation, rendreEnregistrements } from '../referentiel/annulation-enregistrements.ts'
import { rendreAbsents } from '../referentiel/enregistrements-absents.ts'

type Bilan = Reply<typeof api.annulerExecution>

/** Gives back the linked records that a run wrote, as its differences name them. */
export async function rendreRecus(
  ctx: Write,
  ecrite: { execution: number; source: string; le: string },
): Promise<Bilan> {
  const rendus = await rendre(ctx, ecrite)
  await ouvrirAnnulation(ctx.db)
  await sql`
    insert into a_rendre (rubrique, uai, cle)
    select champ, uai, cle from integration.difference
    where execution = ${ecrite.execution} and genre in ('creation', 'modification')`.execute(ctx.db)
  const { restaurees, modifies } = await rendreEnregistrements(ctx, ecrite)
  return { restaurees: restaurees + rendus, modifiees_depuis: modifies }
}

/** What had left the file, and the fiche with it. */
async function rendre(ctx: Write, ecrite: { execution: number; le: string }): Promise<number> {
  await ouvrirAnnulation(ctx.db)
  await sql`
    insert into a_rendre (rubrique, uai, cle)
    select champ, uai, cle from integration.difference
    where execution = ${ecrite.execution} and genre = 'absence' and champ is not null`.execute(ctx.db)
  return rendreAbsents(ctx, ecrite)
}
