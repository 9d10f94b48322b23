import { sql } from 'kysely'
import { lettreUai } from '#domain/referentiel/uai.ts'
import type { Write } from '#server/platform/context.ts'

let suivant = 319_000

/** A free and right UAI of an invented département 31 number. */
export function unUai(): string {
  suivant += 1
  const chiffres = `0${suivant}`
  return chiffres + lettreUai(chiffres)
}

/** An établissement of Toulouse known from the annuaire, or from an unofficial source. Gives its UAI. */
export async function unEtablissement(
  ctx: Write,
  champs: Record<string, unknown> = {},
  { source = 'annuaire', date = '2024-11-26' }: { source?: string; date?: string } = {},
): Promise<string> {
  const uai = String(champs.uai ?? unUai())
  const ligne = {
    uai,
    nom: `Collège ${uai}`,
    type: 'college',
    nature: '340',
    secteur: 'public',
    commune: 'Toulouse',
    code_commune: '31555',
    code_postal: '31000',
    code_departement: '31',
    code_academie: '16',
    code_region: '76',
    etat: 'ouvert',
    cree_le: ctx.now.toISOString(),
    modifie_le: ctx.now.toISOString(),
    ...champs,
  }
  await sql`
    insert into referentiel.etablissement (${sql.join(Object.keys(ligne).map((c) => sql.ref(c)))})
    select ${sql.join(Object.keys(ligne).map((c) => sql.ref(`r.${c}`)))}
    from jsonb_populate_record(null::referentiel.etablissement, ${JSON.stringify(ligne)}::jsonb) r`.execute(ctx.db)
  await sql`
    insert into referentiel.provenance (uai, champs, lieu, empreinte)
    values (${uai}, ${JSON.stringify({ '*': { source, date } })}::jsonb, '{}', md5(${uai}))`.execute(ctx.db)
  return uai
}

/** A contact and its role in an établissement; gives the contact. */
export async function unContact(
  ctx: Write,
  uai: string,
  {
    role = 'chef',
    depuis = '2023-09-01',
    jusque,
    contact,
    nom = 'Durand',
    courriel,
  }: Record<string, string | number | undefined> = {},
): Promise<number> {
  const le = ctx.now.toISOString()
  const { id } = contact
    ? { id: Number(contact) }
    : await ctx.db
        .insertInto('referentiel.contact')
        .values({
          nom: String(nom),
          prenom: 'Anne',
          courriel: courriel as string | undefined,
          source: 'essai',
          connu_le: le,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('referentiel.contact_role')
    .values({
      contact_id: id,
      uai,
      role: String(role),
      depuis: String(depuis),
      jusque: jusque as string | undefined,
      source: 'essai',
      connu_le: le,
    })
    .execute()
  return id
}

/** Pupils of a school year, by level; `total` is their sum. */
export async function desEleves(
  ctx: Write,
  uai: string,
  annee: number,
  niveaux: Record<string, number>,
): Promise<void> {
  const total = Object.values(niveaux).reduce((s, n) => s + n, 0)
  const commun = { uai, annee, source: 'effectifs', date_donnees: `${annee}-10-15`, connu_le: ctx.now.toISOString() }
  await ctx.db
    .insertInto('referentiel.effectif')
    .values(Object.entries({ ...niveaux, total }).map(([niveau, effectif]) => ({ ...commun, niveau, effectif })))
    .execute()
}

/** Tables that only grow, or that say what happened: a fusion and its undoing add to them. */
const HISTOIRE =
  /^(journal\.|referentiel\.(changement|fusion|fusion_trace|redirection|arbitrage|mot|ancien)$|integration\.|pgboss\.)/

/** All rows of all tables, by table, without what says what happened nor when a row was last written. */
export async function photographier(ctx: Write): Promise<Record<string, string[]>> {
  const { rows: tables } = await sql<{ nom: string }>`
    select table_schema || '.' || table_name as nom from information_schema.tables
    where table_schema in ('referentiel', 'comptes', 'validation', 'dossiers', 'instruction', 'messagerie') and table_type = 'BASE TABLE'
    order by 1`.execute(ctx.db)
  const photo: Record<string, string[]> = {}
  for (const { nom } of tables.filter((t) => !HISTOIRE.test(t.nom))) {
    const { rows } = await sql<{ l: string }>`
      select (to_jsonb(t) - 'modifie_le')::text as l from ${sql.table(nom)} t order by 1`.execute(ctx.db)
    photo[nom] = rows.map((r) => r.l)
  }
  return photo
}
