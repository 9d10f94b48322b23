import { sql } from 'kysely'
import type { PersonneEffacee } from '#domain/referentiel/effacement.ts'
import type { Read, Write } from '../platform/context.ts'

type Connue = { nom: string | null; prenom: string | null; courriel: string | null; telephone: string | null }

/**
 * Before a person is erased: keeps what tells her apart, now and before, for those who must look for her elsewhere. Gives
 * the number of the erasure; undefined when she is erased already. What the établissement publishes as its own is not hers.
 */
export async function ouvrirEffacement(ctx: Write, contact: number): Promise<number | undefined> {
  const { rows } = await sql<Connue>`
    select nom, prenom, courriel, telephone from referentiel.contact where id = ${contact} and efface_le is null
    union all
    select ligne ->> 'nom', ligne ->> 'prenom', ligne ->> 'courriel', ligne ->> 'telephone' from referentiel.ancien
    where rubrique = 'contact' and ligne ->> 'contact_id' = ${String(contact)}
      and exists (select from referentiel.contact where id = ${contact} and efface_le is null)`.execute(ctx.db)
  const [actuelle] = rows
  if (!actuelle?.nom) return undefined
  const { rows: publiques } = await sql<{ dite: string }>`
    select unnest(array[lower(e.courriel), regexp_replace(e.telephone, '\\D', '', 'g')]) as dite
    from referentiel.contact_role r join referentiel.etablissement e on e.uai = r.uai
    where r.contact_id = ${contact}`.execute(ctx.db)
  const connues = new Set(publiques.map((p) => p.dite))
  const propres = (valeurs: (string | null)[], forme: (v: string) => string) => [
    ...new Set(valeurs.filter((v): v is string => v !== null && v !== '' && !connues.has(forme(v)))),
  ]
  const personne: PersonneEffacee = {
    nom: actuelle.nom,
    prenom: actuelle.prenom,
    courriels: propres(
      rows.map((r) => r.courriel),
      (v) => v.toLowerCase(),
    ),
    telephones: propres(
      rows.map((r) => r.telephone),
      (v) => v.replace(/\D/g, ''),
    ),
  }
  const { id } = await ctx.db
    .insertInto('referentiel.effacement')
    .values({ contact_id: contact, personne: JSON.stringify(personne), demande_le: ctx.now.toISOString() })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Whom to look for; undefined when the search is done. */
export async function lireEffacement(ctx: Read | Write, id: number): Promise<PersonneEffacee | undefined> {
  const ligne = await ctx.db
    .selectFrom('referentiel.effacement')
    .select('personne')
    .where('id', '=', id)
    .executeTakeFirst()
  return (ligne?.personne ?? undefined) as PersonneEffacee | undefined
}

/** The search is done: what was looked for is forgotten too. */
export async function finirEffacement(ctx: Write, id: number): Promise<void> {
  await ctx.db
    .updateTable('referentiel.effacement')
    .set({ personne: null, fait_le: ctx.now.toISOString() })
    .where('id', '=', id)
    .where('fait_le', 'is', null)
    .execute()
}
