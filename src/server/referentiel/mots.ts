import { sql } from 'kysely'
import type { Read, Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'

/** Below this many letters, a word has too few trigrams for its neighbours to mean anything. */
const LONGUEUR_MIN = 4
/** Share of trigrams in common: « bellvue » and « bellevue » have 0.55, « emilie » and « emile » 0.44. */
const RESSEMBLANCE_MIN = 0.35

/**
 * Replaces the words that are in no name by their nearest neighbours in the vocabulary. Undefined when there is
 * nothing to correct, or when one of the words has no neighbour. The first letter is trusted: it is rarely mistyped, and
 * only one twentieth of the vocabulary is then compared. `~` comes after all letters.
 */
export async function corriger(ctx: Read | Write, mots: string[]): Promise<string[][] | undefined> {
  if (!mots.some((mot) => mot.length >= LONGUEUR_MIN)) return undefined
  const { rows } = await sql<{ mot: string; connu: boolean; voisins: string[] }>`
    select t.mot, c.connu, case when c.connu or length(t.mot) < ${LONGUEUR_MIN} then '{}' else v.voisins end as voisins
    from unnest(${mots}::text[]) with ordinality as t (mot, rang)
    cross join lateral (
      select exists (select from referentiel.mot m where m.mot = t.mot) as connu) c
    cross join lateral (
      select coalesce(array_agg(p.mot order by p.proche desc, p.mot), '{}') as voisins from (
        select m.mot, similarity(m.mot, t.mot) as proche, max(similarity(m.mot, t.mot)) over () as meilleur
        from referentiel.mot m
        where not c.connu and m.mot >= left(t.mot, 1) and m.mot < left(t.mot, 1) || '~') p
      where p.proche >= ${RESSEMBLANCE_MIN} and p.proche >= 0.7 * p.meilleur) v
    order by t.rang`.execute(ctx.db)
  if (rows.every((r) => r.connu)) return undefined
  const choix = rows.map((r) => (r.connu ? [r.mot] : r.voisins.slice(0, 8)))
  return choix.every((c) => c.length > 0) ? choix : undefined
}

/** Adds to the vocabulary the words of the établissements of the temporary table `proposition`. */
export async function apprendreMots(db: Tx): Promise<void> {
  await sql`
    insert into referentiel.mot (mot)
    select distinct m.mot
    from proposition p join referentiel.etablissement e on e.uai = p.uai,
      unnest(string_to_array(e.texte_recherche, ' ')) as m (mot)
    where m.mot ~ '[a-z]' except select mot from referentiel.mot
    order by 1`.execute(db)
}
