import { sql } from 'kysely'
import { jsonArrayFrom } from 'kysely/helpers/postgres'
import type { Habilitation, Perimetre, Personne, Role } from '#domain/acteur.ts'
import type { Database, Tx } from '../platform/db.ts'

/** Active people with their habilitations in force on the day of `maintenant` (Paris) and their périmètres: one query. */
export function personnes(db: Database | Tx, maintenant: Date) {
  const jour = sql<string>`(${maintenant.toISOString()}::timestamptz at time zone 'Europe/Paris')::date`
  return db
    .selectFrom('comptes.personne as p')
    .where('p.active', '=', true)
    .where('p.role', '<>', 'demandeur')
    .select((eb) => [
      'p.id',
      'p.nom',
      'p.prenom',
      'p.courriel',
      'p.role',
      jsonArrayFrom(
        eb
          .selectFrom('comptes.habilitation as h')
          .select(['h.uai', 'h.fonction'])
          .whereRef('h.personne_id', '=', 'p.id')
          .where('h.depuis', '<=', jour)
          .where((ou) => ou.or([ou('h.jusque', 'is', null), ou('h.jusque', '>=', jour)]))
          .orderBy('h.id'),
      ).as('habilitations'),
      jsonArrayFrom(
        eb
          .selectFrom('comptes.perimetre as t')
          .select(['t.genre', 't.code'])
          .whereRef('t.personne_id', '=', 'p.id')
          .orderBy('t.id'),
      ).as('perimetres'),
    ])
}

type Ligne = Omit<Personne, 'genre' | 'role' | 'habilitations' | 'perimetres'> & {
  role: string
  habilitations: { uai: string; fonction: string }[]
  perimetres: { genre: string; code: string }[]
}

/** The words of role, fonction and genre are held by the `check`s of their columns. */
export const enPersonne = (ligne: Ligne): Personne => ({
  genre: 'personne',
  id: ligne.id,
  nom: ligne.nom,
  prenom: ligne.prenom,
  courriel: ligne.courriel,
  role: ligne.role as Role,
  habilitations: ligne.habilitations as Habilitation[],
  perimetres: ligne.perimetres as Perimetre[],
})

/** The active person `id` as an actor; undefined when there is none. */
export async function trouverPersonne(db: Database | Tx, id: number, maintenant: Date): Promise<Personne | undefined> {
  const ligne = await personnes(db, maintenant).where('p.id', '=', id).executeTakeFirst()
  return ligne && enPersonne(ligne)
}

/** The active person with this address, whatever its case. */
export async function trouverPersonneParCourriel(
  db: Database | Tx,
  courriel: string,
  maintenant: Date,
): Promise<Personne | undefined> {
  const ligne = await personnes(db, maintenant).where('p.courriel', '=', courriel.toLowerCase()).executeTakeFirst()
  return ligne && enPersonne(ligne)
}

export async function trouverPersonneDuCompte(
  db: Database | Tx,
  compte: string,
  maintenant: Date,
): Promise<Personne | undefined> {
  const ligne = await personnes(db, maintenant).where('p.compte_id', '=', compte).executeTakeFirst()
  return ligne && enPersonne(ligne)
}
