import { sql } from 'kysely'
import type { Follower, Giveable, Move, Read, Write } from '../platform/context.ts'
import { suivre } from '../referentiel/suiveurs.ts'
import { motsDe } from './ouverture.ts'

const SUIVI = { nom: 'suivi', libelle: 'Instruction des dossiers', table: 'instruction.suivi', cle: ['dossier_id'] }
const RECHERCHE = 'instruction.recherche'

/** The copy of the établissement kept for lists, and the words of the search, go where their dossier has gone. */
export const suiveurs: Follower[] = [
  {
    ...suivre(SUIVI),
    with: 'dossier',
    count: async () => [],
    giveable: { table: 'dossiers.dossier', list: listerOuverts },
    hold: retenirTermines,
    move: async (ctx) => {
      await suivreDossiers(ctx)
      await reindexer(ctx)
    },
    undo: async (ctx) => {
      await suivre(SUIVI).undo(ctx)
      await rendreMots(ctx)
    },
  },
]

/** In an administrative merger, a dossier that is over stays with the établissement of its time. */
async function retenirTermines(ctx: Write, { kind, from }: Move): Promise<void> {
  if (kind === 'doublon') return
  await sql`
    insert into destination (nom_table, cle, vers)
    select 'dossiers.dossier', dossier_id::text, null from instruction.suivi where uai = any(${from}::text[]) and termine
    on conflict do nothing`.execute(ctx.db)
}

/** Drafts and dossiers that are not over, by téléservice and by statut; an abandoned draft goes with the rest. */
async function listerOuverts(ctx: Read | Write, uai: string): Promise<Giveable[]> {
  const { rows } = await sql<{
    id: number
    label: string
    teleservice: string
    titre: string
    statut: string
    libelle: string
  }>`
    select d.id, concat_ws(' · ', coalesce(d.numero, 'Brouillon'), nullif(d.objet, '')) as label, t.code as teleservice, t.titre,
      coalesce(s.statut, 'brouillon') as statut,
      coalesce((select x ->> 'libelle_agent' from jsonb_path_query(g.guide, '$.etapes[*].statuts[*]') x where x ->> 'code' = s.statut limit 1),
        'Brouillon') as libelle
    from dossiers.dossier d join teleservices.teleservice t on t.id = d.teleservice_id
    left join instruction.suivi s on s.dossier_id = d.id left join instruction.guide g on g.id = s.guide_id
    where d.uai = ${uai} and d.etat <> 'abandonne' and not coalesce(s.termine, false)
    order by t.titre, d.numero nulls last, d.id`.execute(ctx.db)
  return rows.map((r) => ({
    id: r.id,
    label: r.label,
    criteria: [
      { name: 'teleservice', label: 'Téléservice', value: r.teleservice, text: r.titre },
      { name: 'statut', label: 'Statut', value: r.statut, text: r.libelle },
    ],
  }))
}

async function suivreDossiers(ctx: Write): Promise<void> {
  await sql`
    with bougee as (
      update instruction.suivi s set uai = t.apres ->> 'uai' from trace t
      where t.nom_table = 'dossiers.dossier' and s.dossier_id = (t.cle ->> 'id')::bigint and s.uai = t.avant ->> 'uai'
      returning s.dossier_id, t.avant, t.apres)
    insert into trace (nom_table, cle, avant, apres)
    select ${SUIVI.table}, jsonb_build_object('dossier_id', dossier_id), avant, apres from bougee`.execute(ctx.db)
}

async function reindexer(ctx: Write): Promise<void> {
  await sql`
    with avant as (
      select r.dossier_id, r.mots, d.objet, d.uai
      from trace t join instruction.recherche r on r.dossier_id = (t.cle ->> 'dossier_id')::bigint
      join dossiers.dossier d on d.id = r.dossier_id
      where t.nom_table = ${SUIVI.table}),
    indexee as (
      update instruction.recherche r set mots = (
        select ${motsDe(sql`a.objet`)} from referentiel.etablissement e where e.uai = a.uai)
      from avant a where r.dossier_id = a.dossier_id
      returning r.dossier_id, a.mots as avant, r.mots as apres)
    insert into trace (nom_table, cle, avant, apres)
    select ${RECHERCHE}, jsonb_build_object('dossier_id', dossier_id), jsonb_build_object('mots', avant::text), jsonb_build_object('mots', apres::text)
    from indexee`.execute(ctx.db)
}

/** Derived words are never a matter for arbitration. */
async function rendreMots(ctx: Write): Promise<void> {
  await sql`
    update instruction.recherche r set mots = (t.avant ->> 'mots')::tsvector from trace t
    where t.nom_table = ${RECHERCHE} and r.dossier_id = (t.cle ->> 'dossier_id')::bigint`.execute(ctx.db)
  await sql`update trace set rendue = true where nom_table = ${RECHERCHE}`.execute(ctx.db)
}
