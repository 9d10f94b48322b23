import { sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { jourLocal } from '#domain/heure.ts'
import type * as api from '#domain/referentiel/api-actions.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { essayer } from './actionSaisie.ts'
import { defaire } from './saisie.ts'
import { titreDAction } from './selection.ts'
import { cesser, commencer, SUIVRE } from './suivis.ts'

type Annulation = typeof api.defaireAction
type Ligne = { uai: string; objet: number; nom: string }
type Action = { id: number; genre: string; libelle: string }

/** Undoes an action, by who did it; each line that has changed since stays, with the reason. */
export async function defaireAction(ctx: Write, { params }: Input<Annulation>): Promise<Reply<Annulation>> {
  const action = await ctx.db
    .selectFrom('referentiel.action')
    .select(['id', 'genre', 'libelle', 'auteur_id', 'defaite_le'])
    .where('id', '=', params.id)
    .forUpdate()
    .executeTakeFirst()
  // Another agent does not even know of it.
  if (!action || !estPersonne(ctx.acteur) || action.auteur_id !== ctx.acteur.id)
    throw introuvable('Cette action n’existe pas.')
  if (action.defaite_le) throw conflit('deja_defaite', 'Cette action est déjà défaite.')
  const { rows: lignes } = await sql<Ligne>`
    select l.uai, l.objet, e.nom from referentiel.action_ligne l join referentiel.etablissement e using (uai)
    where l.action_id = ${params.id} order by l.uai, l.objet`.execute(ctx.db)
  const refuses = await defaireChacune(ctx, action, lignes)
  await ctx.db
    .updateTable('referentiel.action')
    .set({ defaite_le: ctx.now.toISOString() })
    .where('id', '=', action.id)
    .execute()
  const titre = titreDAction(action.libelle, lignes.length - refuses.length)
  if (action.genre !== 'suivi')
    await journaliser(ctx, 'action_defaite', { genre: 'action', cle: String(action.id) }, { titre })
  return { defaites: lignes.length - refuses.length, refuses }
}

async function defaireChacune(ctx: Write, { genre, libelle }: Action, lignes: Ligne[]): Promise<api.Ecarte[]> {
  if (genre === 'saisie') return defaireSaisies(ctx, lignes)
  const objets = lignes.map((l) => l.objet)
  if (genre === 'tache')
    return gardees(
      lignes,
      await sql<{ id: number }>`
        update referentiel.tache set retire_le = ${ctx.now}::timestamptz
        where id = any(${objets}::bigint[]) and retire_le is null and faite_le is null returning id`.execute(ctx.db),
      'La tâche est déjà faite ou retirée.',
    )
  if (genre === 'membre') return sortirMembres(ctx, lignes)
  const moi = estPersonne(ctx.acteur) ? ctx.acteur.id : 0
  const uais = lignes.map((l) => l.uai)
  await (libelle === SUIVRE ? cesser(ctx, moi, uais) : commencer(ctx, moi, uais))
  return []
}

/** A membership that was a mistake goes away; one that has ended since is a fact. A regroupement left without anybody ends. */
async function sortirMembres(ctx: Write, lignes: Ligne[]): Promise<api.Ecarte[]> {
  const sortis = await sql<{ id: number; regroupement_id: number }>`
    delete from referentiel.regroupement_membre
    where id = any(${lignes.map((l) => l.objet)}::bigint[]) and jusque is null returning id, regroupement_id`.execute(
    ctx.db,
  )
  await sql`
    update referentiel.regroupement r set dissous_le = ${jourLocal(ctx.now)}::date
    where r.id = any(${sortis.rows.map((r) => r.regroupement_id)}::bigint[]) and r.dissous_le is null
      and not exists (select from referentiel.regroupement_membre m where m.regroupement_id = r.id)`.execute(ctx.db)
  return gardees(lignes, sortis, 'Il n’en fait déjà plus partie.')
}

async function defaireSaisies(ctx: Write, lignes: Ligne[]): Promise<api.Ecarte[]> {
  const refuses: api.Ecarte[] = []
  for (const { uai, nom, objet } of lignes) {
    const fait = await essayer(ctx, () => defaire(ctx, { uai, id: objet }))
    if ('raison' in fait) refuses.push({ uai, nom, raison: fait.raison })
  }
  return refuses
}

const gardees = (lignes: Ligne[], { rows }: { rows: { id: number }[] }, raison: string): api.Ecarte[] => {
  const faites = new Set(rows.map((r) => r.id))
  return lignes.filter((l) => !faites.has(l.objet)).map(({ uai, nom }) => ({ uai, nom, raison }))
}
