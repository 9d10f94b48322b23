import { estPersonne, nomDe } from '#domain/acteur.ts'
import { interdit, invalide } from '#domain/erreurs.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import type { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import type { Write } from '../platform/context.ts'
import { lireDemande } from './liste.ts'
import { trouverTous } from './recherche.ts'

export type Choisi = { uai: string; nom: string; etat: string }

/**
 * The établissements that an agent chose in a list, in its order: those they see, found again at the moment of acting.
 * Refused beyond `max`, and when nothing is chosen.
 */
export async function choisir(ctx: Write, liste: DemandeDeListe, max: number): Promise<Choisi[]> {
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Ces actions sont réservées aux agents de la collectivité.')
  const ids = await trouverTous(ctx, await lireDemande(ctx, { ...liste, colonnes: '' }))
  if (ids.length === 0) throw invalide('Aucun établissement ne répond plus à ce choix : revenez à la liste.', [])
  if (ids.length > max)
    throw invalide(
      `${ids.length} établissements sont choisis : cette action en prend ${max} au plus. Affinez la liste, ou importez un tableau.`,
    )
  const lus = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select(['id', 'uai', 'nom', 'etat'])
    .where('id', 'in', ids)
    .execute()
  const parId = new Map(lus.map((e) => [e.id, e]))
  return ids.flatMap((id) => parId.get(id) ?? [])
}

/** What an action wrote, by établissement: the number of the change, of the task or of the membership; 0 for none. */
export type Ecrit = { uai: string; objet: number }

/** What the journal calls an action on `combien` établissements. */
export const titreDAction = (libelle: string, combien: number): string =>
  `${libelle}, ${combien} établissement${combien > 1 ? 's' : ''}`

/** Keeps what an action wrote, to undo it; null when it wrote nothing. */
export async function garderAction(
  ctx: Write,
  genre: 'saisie' | 'tache' | 'membre' | 'suivi',
  libelle: string,
  ecrits: readonly Ecrit[],
): Promise<number | null> {
  if (ecrits.length === 0) return null
  const { id } = await ctx.db
    .insertInto('referentiel.action')
    .values({
      genre,
      libelle,
      auteur: nomDe(ctx.acteur),
      auteur_id: estPersonne(ctx.acteur) ? ctx.acteur.id : null,
      faite_le: ctx.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await ctx.db
    .insertInto('referentiel.action_ligne')
    .values(ecrits.map((e) => ({ ...e, action_id: id })))
    .execute()
  return id
}
