import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-rubriques.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import type { Valeurs } from '#domain/referentiel/enregistrement.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { ouvrirEffacement } from './effacements.ts'
import { SAISIE } from './saisies.ts'
import { visibles } from './visibles.ts'

const PERSONNE = ['civilite', 'nom', 'prenom', 'courriel', 'telephone'] as const

/**
 * Gives a role to a person, known here under the same name or new: one contact may have several roles. Gives the id of
 * the role. The mail and phone typed now are the person's.
 */
export async function ajouterContact(ctx: Write, uai: string, valeurs: Valeurs): Promise<string> {
  const { rows } = await sql<{ id: number }>`
    select c.id from referentiel.contact c
    where c.efface_le is null and c.nom = ${valeurs.nom} and c.prenom is not distinct from ${valeurs.prenom}
      and exists (select from referentiel.contact_role r where r.contact_id = c.id and r.uai = ${uai})
    order by c.id limit 1`.execute(ctx.db)
  const connu = rows[0]?.id
  const contact_id = connu ?? (await creerContact(ctx, valeurs))
  if (connu !== undefined) await ecrirePersonne(ctx, connu, valeurs, true)
  const { rows: roles } = await sql<{ id: string }>`
    insert into referentiel.contact_role (contact_id, uai, role, depuis, jusque, source, connu_le)
    values (${contact_id}, ${uai}, ${valeurs.role}, ${valeurs.depuis}, ${valeurs.jusque}, ${SAISIE}, ${ctx.now}::timestamptz)
    on conflict (contact_id, uai, role, depuis) do update set jusque = excluded.jusque, retire_le = null
    returning id::text`.execute(ctx.db)
  const [role] = roles
  if (!role) throw conflit('non_ecrit', 'Le contact n’a pas été écrit. Réessayez.')
  return role.id
}

async function creerContact(ctx: Write, valeurs: Valeurs): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into referentiel.contact (${sql.join(PERSONNE.map((c) => sql.ref(c)))}, source, connu_le)
    values (${sql.join(PERSONNE.map((c) => sql`${valeurs[c]}`))}, ${SAISIE}, ${ctx.now}::timestamptz)
    returning id`.execute(ctx.db)
  const [contact] = rows
  if (!contact) throw conflit('non_ecrit', 'Le contact n’a pas été écrit. Réessayez.')
  return contact.id
}

/** `avant`: the role and its person, from `verrouillerLigne`; a person erased on demand is not written again. */
export async function modifierContact(ctx: Write, avant: Valeurs, valeurs: Valeurs): Promise<void> {
  if (avant.efface_le) throw conflit('contact_efface', 'Ce contact a été effacé à la demande de la personne.')
  await ecrirePersonne(ctx, Number(avant.contact_id), valeurs, false)
  await sql`
    update referentiel.contact_role
    set role = ${valeurs.role}, depuis = ${valeurs.depuis}, jusque = ${valeurs.jusque}, source = ${SAISIE},
      connu_le = ${ctx.now}::timestamptz
    where id = ${avant.id}`.execute(ctx.db)
}

/** `seulement`: what is not given stays as it was. */
async function ecrirePersonne(ctx: Write, id: number, valeurs: Valeurs, seulement: boolean): Promise<void> {
  const ecrites = PERSONNE.filter((c) => !seulement || (valeurs[c] ?? null) !== null)
  await sql`
    update referentiel.contact set ${sql.join(ecrites.map((c) => sql`${sql.ref(c)} = ${valeurs[c]}`))},
      source = ${SAISIE}, connu_le = ${ctx.now}::timestamptz
    where id = ${id}`.execute(ctx.db)
}

const EFFACE = 'Personne effacée'

/**
 * Erases a person on demand, here and in all that was known before: name, title, mail, phone. The roles stay with their
 * dates. Idempotent. Gives how many lines were reached.
 */
export async function effacerContact(
  ctx: Write,
  { params }: Input<typeof api.effacerContact>,
): Promise<Reply<typeof api.effacerContact>> {
  const vu = await visibles(ctx)
    .innerJoin('referentiel.contact_role as r', 'r.uai', 'e.uai')
    .select('r.uai')
    .where('r.contact_id', '=', params.id)
    .limit(1)
    .executeTakeFirst()
  if (!vu) throw introuvable('Ce contact n’existe pas, ou n’est pas dans votre périmètre.')
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité effacent un contact.')
  // What tells the person apart goes to those who must look for it elsewhere, never to the journal.
  const effacement = await ouvrirEffacement(ctx, params.id)
  const contact = await sql`
    update referentiel.contact set civilite = null, nom = ${EFFACE}, prenom = null, courriel = null, telephone = null,
      efface_le = coalesce(efface_le, ${ctx.now}::timestamptz)
    where id = ${params.id}`.execute(ctx.db)
  const anciens = await sql`
    update referentiel.ancien
    set ligne = ligne || jsonb_build_object('civilite', null, 'nom', ${EFFACE}::text, 'prenom', null, 'courriel', null, 'telephone', null)
    where rubrique = 'contact' and ligne ->> 'contact_id' = ${String(params.id)}`.execute(ctx.db)
  await journaliser(
    ctx,
    'contact_efface',
    { genre: 'etablissement', cle: vu.uai, uai: vu.uai },
    { contact: params.id, par: nomDe(ctx.acteur), ...(effacement ? { effacement } : {}) },
  )
  return { lignes: Number(contact.numAffectedRows ?? 0) + Number(anciens.numAffectedRows ?? 0) }
}
