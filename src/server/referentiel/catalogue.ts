import { sql } from 'kysely'
import { type Catalogue, type ColonneDeListe, catalogueDe } from '#domain/referentiel/liste-colonnes.ts'
import { NOMENCLATURES_LIVREES } from '#domain/referentiel/nomenclatures.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireRegistre } from './registre.ts'

/** The figures that some établissement has; one step of the index for each, whatever the rows. */
async function lireChiffres(ctx: Read | Write): Promise<string[]> {
  const { rows } = await sql<{ cle: string }>`
    with recursive c as (
      (select cle from referentiel.dernier_chiffre order by cle limit 1)
      union all
      select (select d.cle from referentiel.dernier_chiffre d where d.cle > c.cle order by d.cle limit 1)
      from c where c.cle is not null)
    select cle from c where cle is not null`.execute(ctx.db)
  return rows.map((r) => r.cle)
}

/** What the lists of the actor may name: the registry, the territories and the figures there are. Two queries. */
export async function lireCatalogue(ctx: Read | Write): Promise<Catalogue> {
  return catalogueDe(ctx.acteur, await lireRegistre(ctx), await lireChiffres(ctx))
}

/** Words of the codes of a nomenclature kept in the code of the product; undefined when a table holds them. */
export const libellesLivres = ({ nomenclature }: ColonneDeListe): Map<string, string> | undefined => {
  const livree = nomenclature ? NOMENCLATURES_LIVREES[nomenclature] : undefined
  return livree && !livree.table ? new Map(livree.valeurs.map((v) => [v.code, v.libelle])) : undefined
}
