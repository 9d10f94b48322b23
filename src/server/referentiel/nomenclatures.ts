import { sql } from 'kysely'
import { libelleContrat, libelleNature } from '#domain/referentiel/nomenclatures.ts'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'

export type Nomenclatures = {
  natures: { code: string; libelle: string }[]
  /** A code may come several times, with or without its label. */
  contrats: { code: string; libelle: string }[]
}

/** Adds or renames natures and contracts; a code in use is never removed. Gives the number of rows written. */
export async function chargerNomenclatures(ctx: Write, { natures, contrats }: Nomenclatures): Promise<number> {
  const deNatures = avecLibelle(natures).map((n) => ({ ...n, lisible: libelleNature(n.code, n.libelle) }))
  const deContrats = avecLibelle(contrats).map((c) => ({ code: c.code, libelle: libelleContrat(c.code, c.libelle) }))
  const n = await sql`
    insert into referentiel.nature (code, libelle, libelle_officiel)
    select code, lisible, libelle
    from json_to_recordset(${JSON.stringify(deNatures)}) as r (code text, libelle text, lisible text)
    on conflict (code) do update
      set libelle = excluded.libelle, libelle_officiel = excluded.libelle_officiel, observee = true
      where (nature.libelle, nature.libelle_officiel, nature.observee)
        is distinct from (excluded.libelle, excluded.libelle_officiel, true)`.execute(ctx.db)
  const c = await sql`
    insert into referentiel.type_contrat (code, libelle)
    select code, libelle from json_to_recordset(${JSON.stringify(deContrats)}) as r (code text, libelle text)
    on conflict (code) do update set libelle = excluded.libelle where type_contrat.libelle <> excluded.libelle`.execute(
    ctx.db,
  )
  return Number(n.numAffectedRows ?? 0) + Number(c.numAffectedRows ?? 0)
}

/** One row a code, with its label when one of its rows has it. */
function avecLibelle(lignes: { code: string; libelle: string }[]): { code: string; libelle: string }[] {
  return [...Map.groupBy(lignes, (l) => l.code)].map(([code, memes]) => ({
    code,
    libelle: memes.find((m) => m.libelle)?.libelle ?? '',
  }))
}

/**
 * Codes that a source uses and that the shipped nomenclature does not know: kept under their own number, and marked.
 * `codes` are read from the temporary table of propositions.
 */
export async function ajouterCodesInconnus(db: Tx): Promise<void> {
  await sql`
    insert into referentiel.nature (code, libelle, libelle_officiel, observee)
    select distinct champs ->> 'nature', 'Nature ' || (champs ->> 'nature'), '', false
    from proposition where champs ? 'nature' and champs ->> 'nature' not in (select code from referentiel.nature)`.execute(
    db,
  )
  await sql`
    insert into referentiel.type_contrat (code, libelle)
    select distinct champs ->> 'contrat', 'Contrat ' || (champs ->> 'contrat')
    from proposition where champs ? 'contrat' and champs ->> 'contrat' not in (select code from referentiel.type_contrat)`.execute(
    db,
  )
}
