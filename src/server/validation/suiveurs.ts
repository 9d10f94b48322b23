import { sql } from 'kysely'
import type { Follower, Move, Write } from '../platform/context.ts'
import { suivre } from '../referentiel/suiveurs.ts'
import { VALEURS } from './lecture.ts'

const TABLE = 'validation.proposition'

/** Those that wait follow; those that are over stay with the fiche they were about, unless both were one school. */
const SUIVIES = suivre({
  nom: 'proposition',
  libelle: 'Propositions de correction',
  table: TABLE,
  cle: ['id'],
  avec: ['avant', 'contestee', 'niveau'],
  quand: ({ kind }: Move) => sql<boolean>`(t.close_le is null or ${kind === 'doublon'})`,
})

/** A proposition that moves is held against the fiche it comes to, from the first level; what both say differently is contested. */
export const suiveurs: Follower[] = [
  {
    ...SUIVIES,
    move: async (ctx, move) => {
      await SUIVIES.move(ctx, move)
      await rebaser(ctx)
      await contester(ctx, move)
    },
  },
]

const courant = sql`coalesce((select jsonb_object_agg(k, v.valeurs -> k) from jsonb_object_keys(p.propose) k), '{}')`

async function rebaser(ctx: Write): Promise<void> {
  await sql`
    with ici as (
      select p.id, p.avant, p.contestee, p.niveau, ${courant} as courant
      from trace t join validation.proposition p on t.nom_table = ${TABLE} and p.id = (t.cle ->> 'id')::bigint
      join referentiel.etablissement e on e.uai = p.uai, lateral (select ${VALEURS} as valeurs) v
      where p.close_le is null),
    rebasee as (
      update validation.proposition p set avant = i.courant, niveau = 1, contestee = p.contestee or i.avant <> i.courant
      from ici i where p.id = i.id
      returning p.id, i.avant as avant_avant, i.contestee as contestee_avant, i.niveau as niveau_avant, p.avant, p.contestee, p.niveau, p.etat)
    update trace t set
      avant = t.avant || jsonb_build_object('avant', r.avant_avant, 'contestee', r.contestee_avant, 'niveau', r.niveau_avant),
      apres = t.apres || jsonb_build_object('avant', r.avant, 'contestee', r.contestee, 'niveau', r.niveau, 'etat', r.etat)
    from rebasee r where t.nom_table = ${TABLE} and (t.cle ->> 'id')::bigint = r.id`.execute(ctx.db)
}

/** On the survivor too: the fusion does not silently take a champ for which someone waits. */
async function contester(ctx: Write, { from, to }: Move): Promise<void> {
  await sql`
    with ici as (
      select p.id, p.uai, p.avant, p.niveau
      from validation.proposition p join referentiel.etablissement e on e.uai = p.uai, lateral (select ${VALEURS} as valeurs) v
      where p.uai = ${to} and p.close_le is null and not p.contestee
        and not exists (select from trace t where t.nom_table = ${TABLE} and (t.cle ->> 'id')::bigint = p.id)
        and exists (
          select from referentiel.etablissement a, jsonb_object_keys(p.propose) k
          where a.uai = any(${from}::text[]) and a.uai <> ${to}
            and coalesce(to_jsonb(a) -> k, a.autres -> k, 'null') <> coalesce(v.valeurs -> k, 'null'))),
    contestee as (
      update validation.proposition p set contestee = true from ici i where p.id = i.id
      returning p.id, i.uai, i.avant, i.niveau)
    insert into trace (nom_table, cle, avant, apres)
    select ${TABLE}, jsonb_build_object('id', id), jsonb_build_object('uai', uai, 'avant', avant, 'contestee', false, 'niveau', niveau),
      jsonb_build_object('uai', uai, 'avant', avant, 'contestee', true, 'niveau', niveau)
    from contestee`.execute(ctx.db)
}
