import { sql } from 'kysely'
import type { Follower, Move, Write } from '../platform/context.ts'
import { suivre } from './suiveurs.ts'
import { type TableSuivie, TECHNIQUES } from './table-suivie.ts'

const parId = (nom: string, libelle: string, unique?: string[], reste: Partial<TableSuivie> = {}): TableSuivie => ({
  nom,
  libelle,
  table: `referentiel.${nom}`,
  cle: ['id'],
  entier: true,
  ...(unique ? { unique } : {}),
  ...reste,
})

const concernes = ({ from, to }: Move) => sql`any(${[...from, to]}::text[])`

const ROLES = parId('contact_role', 'Rôles des contacts', ['contact_id', 'role', 'depuis'], {
  avec: ['contact_id', 'jusque'],
})
const SITES = parId('site', 'Sites', undefined, { avec: ['rang'], rang: 'rang' })

/** The référentiel's own tables that follow an établissement. */
export const TABLES: TableSuivie[] = [
  {
    nom: 'effectif',
    libelle: 'Effectifs',
    table: 'referentiel.effectif',
    cle: ['annee', 'niveau', 'regime'],
    unique: ['annee', 'niveau', 'regime'],
    annee: true,
    entier: true,
    avec: ['*', 'effectif'],
  },
  {
    nom: 'indicateur',
    libelle: 'Indicateurs',
    table: 'referentiel.indicateur',
    cle: ['jeu', 'annee', 'code'],
    unique: ['jeu', 'annee', 'code'],
    annee: true,
    entier: true,
  },
  parId('compte_financier', 'Comptes financiers', ['annee', 'poste'], { annee: true, avec: ['*', 'montant'] }),
  parId('moyen_humain', 'Postes et agents', ['annee', 'fonction'], { annee: true }),
  parId('operation', 'Opérations', ['reference']),
  parId('logement', 'Logements', ['reference']),
  parId('equipement', 'Équipements', ['reference']),
  parId('document', 'Documents'),
  parId('actualite', 'Actualités'),
  parId('note', 'Notes de suivi'),
  parId('tache', 'Tâches'),
  parId('suivi', 'Agents qui suivent', ['personne_id'], { cle: ['personne_id'] }),
  {
    ...parId('relation', 'Liens vers une mère', ['vers', 'genre'], { colonne: 'de', enCours: true }),
    nom: 'relation_de',
    quand: (m) => sql<boolean>`t.vers <> ${sql`all`}(${[...m.from, m.to]}::text[])`,
  },
  {
    ...parId('relation', 'Sections et annexes rattachées', ['de', 'genre'], { colonne: 'vers', enCours: true }),
    nom: 'relation_vers',
    quand: (m) => sql<boolean>`not t.de = ${concernes(m)}`,
  },
  {
    nom: 'etablissement_suivi',
    libelle: 'Suivis d’agents',
    table: 'referentiel.suivi',
    cle: ['personne_id'],
    unique: ['personne_id'],
  },
  parId('regroupement_membre', 'Regroupements', ['regroupement_id'], { enCours: true }),
]

/** The same person known twice becomes one contact: roles keep their days. */
const roles: Follower = {
  ...suivre(ROLES),
  move: async (ctx, move) => {
    await suivre(ROLES).move(ctx, move)
    await reunirContacts(ctx, move)
  },
}

async function reunirContacts(ctx: Write, { to }: Move): Promise<void> {
  const memePersonne = sql`
    referentiel.normaliser(m.nom) = referentiel.normaliser(c.nom)
      and referentiel.normaliser(coalesce(m.prenom, '')) = referentiel.normaliser(coalesce(c.prenom, ''))
      and lower(coalesce(m.courriel, '')) = lower(coalesce(c.courriel, ''))`
  await sql`
    with paire as (
      select r.id, r.contact_id as avant, min(m.id) as apres
      from trace t join referentiel.contact_role r on t.nom_table = 'referentiel.contact_role' and r.id = (t.cle ->> 'id')::bigint
      join referentiel.contact c on c.id = r.contact_id
      join referentiel.contact_role s on s.uai = ${to} and s.id <> r.id
      join referentiel.contact m on m.id = s.contact_id and m.id <> c.id and ${memePersonne}
      where not exists (select from trace x where x.nom_table = t.nom_table and (x.cle ->> 'id')::bigint = s.id)
        and not exists (select from referentiel.contact_role d
          where d.contact_id = m.id and d.uai = ${to} and d.role = r.role and d.depuis = r.depuis)
      group by r.id, r.contact_id),
    reunie as (
      update referentiel.contact_role r set contact_id = p.apres from paire p where r.id = p.id returning r.id, p.avant, p.apres)
    update trace t set avant = t.avant || jsonb_build_object('contact_id', u.avant), apres = t.apres || jsonb_build_object('contact_id', u.apres)
    from reunie u where t.nom_table = 'referentiel.contact_role' and (t.cle ->> 'id')::bigint = u.id`.execute(ctx.db)
}

/** Sites keep their order after those of the survivor. */
const sites: Follower = {
  ...suivre(SITES),
  move: async (ctx, { from, to }) => {
    if (from.includes(to)) return
    await sql`
      with c as (
        select s.id, s.uai, s.rang, (select coalesce(max(rang), 0) from referentiel.site where uai = ${to})
          + row_number() over (order by array_position(${from}::text[], s.uai), s.rang) as nouveau
        from referentiel.site s where s.uai = any(${from}::text[])),
      bougee as (
        update referentiel.site s set uai = ${to}, rang = c.nouveau from c where s.id = c.id
        returning c.id, c.uai as de, c.rang as de_rang, to_jsonb(s) as ligne)
      insert into trace (nom_table, cle, avant, apres)
      select 'referentiel.site', jsonb_build_object('id', id), ligne || jsonb_build_object('uai', de, 'rang', de_rang),
        ligne - ${TECHNIQUES}::text[]
      from bougee`.execute(ctx.db)
  },
}

/** Roles that stay with an établissement that closes end that day; one that was to begin later ends the day it would have begun. */
export async function finirRolesRestants(ctx: Write, uais: readonly string[], jour: string): Promise<void> {
  await sql`
    with c as (
      select id, uai, jusque from referentiel.contact_role
      where uai = any(${uais}::text[]) and retire_le is null and (jusque is null or jusque > ${jour}::date)),
    finie as (
      update referentiel.contact_role r set jusque = greatest(r.depuis, ${jour}::date) from c where r.id = c.id
      returning r.id, c.jusque as avant, to_jsonb(r) as ligne)
    insert into trace (nom_table, cle, avant, apres)
    select 'referentiel.contact_role', jsonb_build_object('id', id), ligne || jsonb_build_object('jusque', avant), ligne - ${TECHNIQUES}::text[]
    from finie`.execute(ctx.db)
}

/** What follows inside the référentiel, in the order in which it is told. */
export const SUIVEURS_DU_REFERENTIEL: Follower[] = [roles, sites, ...TABLES.map(suivre)]
