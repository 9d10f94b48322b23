import { type RawBuilder, sql } from 'kysely'
import { estPersonne, nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable, invalide } from '#domain/erreurs.ts'
import type { CodeActe } from '#domain/journal/actes.ts'
import type * as api from '#domain/referentiel/api-rubriques.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import { type Valeurs, verifierEnregistrement } from '#domain/referentiel/enregistrement.ts'
import type { Rubrique } from '#domain/referentiel/rubriques.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { ajouterContact, modifierContact } from './contacts.ts'
import { clePropre, connuSql, idSql, ouvrirRubrique, tableSql, verrouillerLigne } from './rubriquesLignes.ts'
import { SAISIE } from './saisies.ts'

type Ajout = typeof api.ajouterEnregistrement
type Modification = typeof api.modifierEnregistrement

/** Adds a record by hand; 422 with one message by column, or when the same one is already there. */
export async function ajouterEnregistrement(ctx: Write, { params, body }: Input<Ajout>): Promise<Reply<Ajout>> {
  const r = await ouvrirPourEcrire(ctx, params.uai, params.rubrique)
  if (r.code === 'document') throw interdit('Un document se dépose avec son fichier.')
  const valeurs = verifier(r, body.valeurs)
  await refuserDoublon(ctx, r, params.uai, valeurs)
  const id =
    r.code === 'contact'
      ? await ajouterContact(ctx, params.uai, valeurs)
      : await inserer(ctx, r, params.uai, { ...valeurs, ...calculees(ctx, r, valeurs) })
  await noter(ctx, 'enregistrement_ajoute', params.uai, r)
  return { id }
}

/** Replaces a record; what it said before goes among the old ones. */
export async function modifierEnregistrement(
  ctx: Write,
  { params, body }: Input<Modification>,
): Promise<Reply<Modification>> {
  const r = await ouvrirPourEcrire(ctx, params.uai, params.rubrique)
  const avant = await verrouillerLigne(ctx, r, params)
  const valeurs = verifier(r, { ...avant, ...body.valeurs })
  const cle = clePropre(r).filter((c) => c in valeurs)
  if (cle.some((c) => (valeurs[c] ?? null) !== (avant[c] ?? null))) await refuserDoublon(ctx, r, params.uai, valeurs)
  const suivi = r.code === 'tache' ? suiviDeTache(ctx, body.valeurs) : {}
  const ecrit: Valeurs = { ...valeurs, ...suivi, ...recalculees(ctx, r, valeurs) }
  await garderAncien(ctx, r, params)
  if (r.code === 'contact') await modifierContact(ctx, avant, valeurs)
  else
    await sql`
      update ${sql.table(`referentiel.${r.table}`)} t set ${sql.join(affectations(ecrit))}
      where t.uai = ${params.uai} and ${idSql(r, 't')} = ${params.id}`.execute(ctx.db)
  await noter(ctx, 'enregistrement_modifie', params.uai, r)
  return {
    id: r.identifie
      ? params.id
      : clePropre(r)
          .map((c) => valeurs[c])
          .join('~'),
  }
}

/** Withdraws a record: it is no longer shown, and can come back. */
export async function retirerEnregistrement(
  ctx: Write,
  { params }: Input<typeof api.retirerEnregistrement>,
): Promise<Reply<typeof api.retirerEnregistrement>> {
  const r = await ouvrirPourEcrire(ctx, params.uai, params.rubrique)
  await verrouillerLigne(ctx, r, params)
  const table = sql.table(`referentiel.${r.table}`)
  const ici = sql`t.uai = ${params.uai} and ${idSql(r, 't')} = ${params.id}`
  if (r.identifie) await sql`update ${table} t set retire_le = ${ctx.now}::timestamptz where ${ici}`.execute(ctx.db)
  else {
    await garderAncien(ctx, r, params)
    await sql`delete from ${table} t where ${ici}`.execute(ctx.db)
  }
  await noter(ctx, 'enregistrement_retire', params.uai, r)
  return { id: params.id }
}

/** Puts back a record that was withdrawn; 409 when another has taken its place. */
export async function retablirEnregistrement(
  ctx: Write,
  { params }: Input<typeof api.retablirEnregistrement>,
): Promise<Reply<typeof api.retablirEnregistrement>> {
  const r = await ouvrirPourEcrire(ctx, params.uai, params.rubrique)
  const table = sql.table(`referentiel.${r.table}`)
  if (r.identifie) {
    await verrouillerLigne(ctx, r, { ...params, retire: true })
    await sql`update ${table} t set retire_le = null where t.uai = ${params.uai} and ${idSql(r, 't')} = ${params.id}`.execute(
      ctx.db,
    )
  } else {
    const { rows } = await sql<{ ligne: Valeurs }>`
      select ligne from referentiel.ancien
      where rubrique = ${r.code} and uai = ${params.uai}
        and concat_ws('~', ${sql.join(clePropre(r).map((c) => sql`ligne ->> ${c}`))}) = ${params.id}
      order by id desc limit 1`.execute(ctx.db)
    const [ancien] = rows
    if (!ancien) throw introuvable('Cet enregistrement n’existe pas, ou plus.')
    await refuserDoublon(ctx, r, params.uai, ancien.ligne)
    await sql`
      insert into ${table} select x.* from jsonb_populate_record(null::${table}, ${JSON.stringify(ancien.ligne)}::jsonb) x`.execute(
      ctx.db,
    )
  }
  await noter(ctx, 'enregistrement_retabli', params.uai, r)
  return { id: params.id }
}

/** 404 for who may not see, 403 for who may only read. */
export async function ouvrirPourEcrire(ctx: Write, uai: string, code: string): Promise<Rubrique> {
  const r = await ouvrirRubrique(ctx, uai, code)
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité tiennent la fiche.')
  return r
}

function verifier(r: Rubrique, saisie: Record<string, unknown>): Valeurs {
  const { valeurs, erreurs } = verifierEnregistrement(r, saisie)
  if (erreurs.length) throw invalide('L’enregistrement n’a pas été écrit.', erreurs)
  return valeurs
}

/** What makes two records one and the same is told beside the column, not by the database. */
async function refuserDoublon(ctx: Write, r: Rubrique, uai: string, valeurs: Valeurs): Promise<void> {
  const cle = clePropre(r).filter((c) => c in valeurs)
  if (!cle.length || ['note', 'tache', 'document', 'actualite', 'contact', 'site'].includes(r.code)) return
  const { rows } = await sql<{ retiree: boolean }>`
    select ${r.identifie ? sql`t.retire_le is not null` : sql`false`} as retiree from ${sql.table(`referentiel.${r.table}`)} t
    where t.uai = ${uai} and ${sql.join(
      cle.map((c) => sql`${sql.ref(`t.${c}`)} = ${valeurs[c]}`),
      sql` and `,
    )}`.execute(ctx.db)
  const [meme] = rows
  if (!meme) return
  const champ = cle.at(-1) ?? ''
  throw invalide('L’enregistrement n’a pas été écrit.', [
    {
      champ,
      message: meme.retiree
        ? 'Un enregistrement retiré porte déjà cette référence : choisissez-en une autre.'
        : `${r.libelle} : il y en a déjà un pour ${cle.map((c) => valeurs[c]).join(', ')}.`,
    },
  ])
}

/** What the server writes beside a typed record at its creation. */
function calculees(ctx: Write, r: Rubrique, valeurs: Valeurs): Valeurs {
  const le = ctx.now.toISOString()
  const auteur = nomDe(ctx.acteur)
  const auteur_id = estPersonne(ctx.acteur) ? ctx.acteur.id : null
  switch (r.code) {
    case 'note':
      return { auteur, auteur_id, cree_le: le }
    case 'tache':
      return { auteur, cree_le: le, affecte_a: auteur_id, affecte_nom: auteur }
    case 'actualite':
      return { auteur, cree_le: le }
    case 'site':
      return { source: SAISIE, empreinte: '' }
    default:
      return { ...recalculees(ctx, r, valeurs), source: SAISIE }
  }
}

/** What follows each writing of a record that a source could give: it is now ours, as of today. */
function recalculees(ctx: Write, r: Rubrique, valeurs: Valeurs): Valeurs {
  if (['note', 'tache', 'actualite', 'document'].includes(r.code)) return {}
  if (r.code === 'site') return { source: SAISIE }
  const le = ctx.now.toISOString()
  return {
    source: SAISIE,
    connu_le: le,
    ...(r.identifie ? {} : { date_donnees: le.slice(0, 10) }),
    ...(r.code === 'indicateur' ? { non_disponible: (valeurs.valeur ?? null) === null } : {}),
  }
}

/** A task is done, or taken: the two things that are not typed in its form. */
function suiviDeTache(ctx: Write, { faite, pour_moi }: Valeurs): Valeurs {
  const moi: Valeurs = estPersonne(ctx.acteur) ? { affecte_a: ctx.acteur.id, affecte_nom: nomDe(ctx.acteur) } : {}
  return {
    ...(typeof faite === 'boolean' ? { faite_le: faite ? ctx.now.toISOString() : null } : {}),
    ...(pour_moi === true ? moi : {}),
  }
}

const affectations = (valeurs: Valeurs): RawBuilder<unknown>[] =>
  Object.entries(valeurs).map(([c, v]) => sql`${sql.ref(c)} = ${v}`)

async function inserer(ctx: Write, r: Rubrique, uai: string, valeurs: Valeurs): Promise<string> {
  const rang = sql`(select greatest(1000, coalesce(max(rang), 0) + 1) from referentiel.site where uai = ${uai})`
  const colonnes = Object.entries(valeurs).map(([c, v]) => ({ nom: sql.ref(c), valeur: sql`${v}` }))
  // Ranks of a source are small numbers: those typed by hand start far above, so that neither takes the other's place.
  if (r.code === 'site') colonnes.push({ nom: sql.ref('rang'), valeur: rang })
  const { rows } = await sql<{ id: string }>`
    insert into ${sql.table(`referentiel.${r.table}`)} as t (uai, ${sql.join(colonnes.map((c) => c.nom))})
    values (${uai}, ${sql.join(colonnes.map((c) => c.valeur))})
    returning ${idSql(r, 't')} as id`.execute(ctx.db)
  const [ecrite] = rows
  if (!ecrite) throw conflit('non_ecrit', 'L’enregistrement n’a pas été écrit. Réessayez.')
  return ecrite.id
}

/** Keeps what a record says, and since when, before it says something else. The other roles of a person follow the person. */
async function garderAncien(ctx: Write, r: Rubrique, { uai, id }: { uai: string; id: string }): Promise<void> {
  const ceux =
    r.code === 'contact'
      ? sql`t.contact_id = (select contact_id from referentiel.contact_role where id = ${Number(id)})`
      : sql`t.uai = ${uai} and ${idSql(r, 't')} = ${id}`
  await sql`
    insert into referentiel.ancien (rubrique, uai, cle, ligne, connu_du, connu_au, auteur)
    select ${r.code}, t.uai, concat_ws(', ', ${sql.join(clePropre(r).map((c) => sql.ref(`t.${c}`)))}), to_jsonb(t),
      coalesce(${connuSql(r, 't')}, ${ctx.now}::timestamptz), ${ctx.now}::timestamptz, ${nomDe(ctx.acteur)}
    from ${tableSql(r)} t where ${ceux}`.execute(ctx.db)
}

/** The journal names the rubrique, never the person nor the text. */
export const noter = (ctx: Write, code: CodeActe, uai: string, r: Rubrique): Promise<void> =>
  journaliser(ctx, code, { genre: 'etablissement', cle: uai, uai }, { rubrique: r.code, titre: r.libelle })
