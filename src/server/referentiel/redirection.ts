import { sql } from 'kysely'
import type { Read, Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { visibles } from './visibles.ts'

export type Redirection = { ancien: string; uai: string; nom: string; genre: string; depuis: string }

/** Where this UAI leads, from fusion to fusion; undefined when it is in force or unknown. */
export async function trouverRedirection(ctx: Read | Write, ancien: string): Promise<Redirection | undefined> {
  const { rows } = await sql<Redirection>`
    select r.ancien, e.uai, e.nom, r.genre, r.depuis
    from referentiel.redirection r join referentiel.etablissement e on e.uai = referentiel.survivant(r.ancien)
    where r.ancien = ${ancien} and r.close_le is null`.execute(ctx.db)
  return rows[0]
}

type Liens = {
  redirige_de: Pick<Redirection, 'ancien' | 'genre' | 'depuis'> | null
  remplace_par: { uai: string; nom: string | null; genre: string; depuis: string } | null
  anciens: Pick<Redirection, 'ancien' | 'genre' | 'depuis'>[]
}

/** The UAI whose fiche answers for this one, and what that fiche says of fusions; a name only if it is visible. */
export async function suivreUai(ctx: Read | Write, demande: string): Promise<Liens & { uai: string }> {
  const suite = await trouverRedirection(ctx, demande)
  if (!suite) return { uai: demande, redirige_de: null, remplace_par: null, anciens: await listerAnciens(ctx, demande) }
  const { genre, depuis } = suite
  const vu = await visibles(ctx).select('e.nom').where('e.uai', '=', suite.uai).executeTakeFirst()
  if (genre !== 'doublon')
    return {
      uai: demande,
      redirige_de: null,
      remplace_par: { uai: suite.uai, nom: vu?.nom ?? null, genre, depuis },
      anciens: await listerAnciens(ctx, demande),
    }
  return { uai: suite.uai, redirige_de: suite, remplace_par: null, anciens: await listerAnciens(ctx, suite.uai) }
}

/** Former UAI that lead to this one, the latest first. */
export async function listerAnciens(ctx: Read | Write, uai: string): Promise<Redirection[]> {
  const { rows } = await sql<Redirection>`
    select r.ancien, r.uai, e.nom, r.genre, r.depuis
    from referentiel.redirection r join referentiel.etablissement e on e.uai = r.ancien
    where r.uai = ${uai} and r.close_le is null order by r.depuis desc, r.ancien`.execute(ctx.db)
  return rows
}

/**
 * What a source says of an UAI that has merged. One school written twice: it goes to the survivor, unless the source says
 * something of the survivor itself. An administrative merger: it stays on the closed record, which it cannot open again.
 * A section or annexe of an absorbed school is one of the survivor's. Works on the temporary table `proposition`; three queries.
 */
export async function redirigerPropositions(db: Tx): Promise<void> {
  await sql`
    with menee as (
      select p.uai, referentiel.survivant(p.uai) as vers from proposition p
      join referentiel.redirection r on r.ancien = p.uai and r.close_le is null and r.genre = 'doublon'),
    retiree as (delete from proposition p using menee m where p.uai = m.uai returning p.*, m.vers)
    insert into proposition (uai, rang, champs, lieu, provenance, empreinte)
    select distinct on (t.vers) t.vers, t.rang, t.champs - array['etat', 'mere_uai', 'rattachement'] || (
        select jsonb_strip_nulls(jsonb_build_object('etat', e.etat, 'mere_uai', e.mere_uai, 'rattachement', e.rattachement))
        from referentiel.etablissement e where e.uai = t.vers),
      t.lieu, t.provenance, t.empreinte
    from retiree t left join referentiel.provenance o on o.uai = t.vers
    where o.champs #>> '{*,source}' is distinct from t.provenance #>> '{*,source}' or o.empreinte = t.empreinte
    order by t.vers, t.uai
    on conflict (uai) do nothing`.execute(db)
  await sql`
    update proposition p set champs = p.champs || '{"etat": "ferme"}'
    from referentiel.redirection r
    where r.ancien = p.uai and r.close_le is null and r.genre <> 'doublon'`.execute(db)
  await sql`
    update proposition p set champs = p.champs || case when referentiel.survivant(r.ancien) = p.uai
      then '{"mere_uai": null, "rattachement": null}' else jsonb_build_object('mere_uai', referentiel.survivant(r.ancien)) end
    from referentiel.redirection r
    where r.ancien = p.champs ->> 'mere_uai' and r.close_le is null`.execute(db)
}

/**
 * Linked records of one school written twice go to the survivor, unless the source says the same of the survivor itself.
 * Works on the temporary table `enregistrement`; one query. Those of an administrative merger stay with their years.
 */
export async function redirigerEnregistrements(db: Tx): Promise<void> {
  await sql`
    with retire as (
      delete from enregistrement e using referentiel.redirection r
      where r.ancien = e.uai and r.close_le is null and r.genre = 'doublon'
      returning e.*, referentiel.survivant(e.uai) as vers)
    insert into enregistrement (rubrique, uai, cle, valeurs, date_donnees)
    select distinct on (t.rubrique, t.vers, t.cle) t.rubrique, t.vers, t.cle, t.valeurs, t.date_donnees from retire t
    where not exists (select from enregistrement e where e.rubrique = t.rubrique and e.uai = t.vers and e.cle = t.cle)
    order by t.rubrique, t.vers, t.cle, t.uai`.execute(db)
}
