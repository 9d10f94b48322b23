import { sql } from 'kysely'
import { estAgent, nomDe, type Personne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable, Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-listes.ts'
import { lireColonnes, lireFiltre, lireTri } from '#domain/referentiel/liste.ts'
import type { Catalogue } from '#domain/referentiel/liste-colonnes.ts'
import { DemandeDeListe } from '#domain/referentiel/liste-demande.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireCatalogue } from './catalogue.ts'
import { colonnesDuFiltre } from './filtre.ts'
import { conditions, type Demande, demandeDe, requeteDe, source } from './liste.ts'

type Contenu = { recherche?: string; filtre?: string; colonnes?: string[]; tri?: string }

/** Mine and those shared by agents, by name, each with how many établissements it holds now for me. */
export async function listerVues(ctx: Read): Promise<Reply<typeof api.listerVues>> {
  const moi = agent(ctx)
  const { rows } = await sql<{
    id: number
    libelle: string
    recherche: string
    filtre: string
    colonnes: string[]
    tri: string
    partagee: boolean
    proprietaire: string
    a_moi: boolean
    preferee: boolean
  }>`
    select v.id, v.libelle, v.recherche, coalesce(v.filtre::text, '') as filtre, v.colonnes, v.tri, v.partagee,
      v.proprietaire, v.proprietaire_id = ${moi.id} as a_moi, p.vue_id is not null as preferee
    from referentiel.vue v
    left join referentiel.vue_preferee p on p.vue_id = v.id and p.personne_id = ${moi.id}
    where v.retiree_le is null and (v.partagee or v.proprietaire_id = ${moi.id})
    order by v.proprietaire_id = ${moi.id} desc, referentiel.normaliser(v.libelle), v.id limit 50`.execute(ctx.db)
  const totaux = await compter(ctx, rows)
  const elements = rows.map((v, i) => ({ ...v, total: totaux[i] ?? null }))
  return { total: elements.length, elements }
}

/** One pass over the établissements for all the views; null for one that names a champ that I cannot name. */
async function compter(ctx: Read, vues: { recherche: string; filtre: string }[]): Promise<(number | null)[]> {
  const catalogue = await lireCatalogue(ctx)
  const demandes = vues.map((v) => demandeOuRien(catalogue, v))
  const bonnes = demandes.filter((d) => d !== undefined)
  if (bonnes.length === 0) return vues.map(() => null)
  const mots = await Promise.all(bonnes.map((d) => requeteDe(ctx, d)))
  const colonnes = bonnes.flatMap((d) => colonnesDuFiltre(d.filtre, d.catalogue))
  const comptes = bonnes.map(
    (d, i) => sql`(count(*) filter (where ${conditions(d, mots[i] ?? { mots: [], sites: new Map() })}))::int`,
  )
  const { rows } = await sql<{ totaux: number[] }>`
    select array[${sql.join(comptes)}] as totaux from ${source(ctx, colonnes)}`.execute(ctx.db)
  const totaux = rows[0]?.totaux ?? []
  return demandes.map((d) => (d ? (totaux[bonnes.indexOf(d)] ?? null) : null))
}

function demandeOuRien(catalogue: Catalogue, { recherche, filtre }: Contenu): Demande | undefined {
  try {
    return demandeDe(catalogue, DemandeDeListe.parse({ recherche, filtre }))
  } catch (erreur) {
    if (erreur instanceof Refus) return undefined
    throw erreur
  }
}

/** Saves a list under a name. Throws a 422 when it names what the actor cannot. */
export async function enregistrerVue(
  ctx: Write,
  { body }: Input<typeof api.enregistrerVue>,
): Promise<Reply<typeof api.enregistrerVue>> {
  const moi = agent(ctx)
  await verifier(ctx, body)
  const { id } = await ctx.db
    .insertInto('referentiel.vue')
    .values({
      ...body,
      filtre: body.filtre || null,
      proprietaire_id: moi.id,
      proprietaire: nomDe(moi),
      cree_le: ctx.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await journaliser(
    ctx,
    'vue_enregistree',
    { genre: 'vue', cle: String(id) },
    { libelle: body.libelle, partagee: body.partagee },
  )
  return { id }
}

/** Renames, shares, changes or takes back a view of mine; an administrator may do it for all. */
export async function changerVue(ctx: Write, { params, body }: Input<typeof api.changerVue>): Promise<{ id: number }> {
  await aMoi(ctx, params.id)
  await verifier(ctx, body)
  const { retiree, filtre, ...reste } = body
  await ctx.db
    .updateTable('referentiel.vue')
    .set({
      ...reste,
      ...(filtre === undefined ? {} : { filtre: filtre || null }),
      ...(retiree === false ? { retiree_le: null } : {}),
      // Kysely refuses an empty change: this one changes nothing.
      cree_le: sql`cree_le`,
    } as never)
    .where('id', '=', params.id)
    .execute()
  await journaliser(ctx, 'vue_changee', { genre: 'vue', cle: String(params.id) }, { champs: Object.keys(body) })
  return { id: params.id }
}

/** It stays, out of sight: its owner may take it back. */
export async function retirerVue(ctx: Write, { params }: Input<typeof api.retirerVue>): Promise<{ id: number }> {
  await aMoi(ctx, params.id)
  await ctx.db
    .updateTable('referentiel.vue')
    .set({ retiree_le: ctx.now.toISOString() })
    .where('id', '=', params.id)
    .execute()
  await journaliser(ctx, 'vue_retiree', { genre: 'vue', cle: String(params.id) }, {})
  return { id: params.id }
}

/** The view that one sees on arriving; null for the whole list. */
export async function prefererVue(
  ctx: Write,
  { body }: Input<typeof api.prefererVue>,
): Promise<Reply<typeof api.prefererVue>> {
  const moi = agent(ctx)
  await ctx.db.deleteFrom('referentiel.vue_preferee').where('personne_id', '=', moi.id).execute()
  if (body.id === null) return { id: null }
  const vue = await ctx.db
    .selectFrom('referentiel.vue')
    .select(['proprietaire_id', 'partagee', 'retiree_le'])
    .where('id', '=', body.id)
    .executeTakeFirst()
  if (!vue || vue.retiree_le || !(vue.partagee || vue.proprietaire_id === moi.id))
    throw introuvable('Cette vue n’existe pas.')
  await ctx.db.insertInto('referentiel.vue_preferee').values({ personne_id: moi.id, vue_id: body.id }).execute()
  return { id: body.id }
}

/** Nothing is kept that could not be read back. */
async function verifier(ctx: Write, { filtre, colonnes, tri }: Contenu): Promise<void> {
  const catalogue = await lireCatalogue(ctx)
  lireFiltre(filtre, catalogue)
  lireColonnes((colonnes ?? []).join(','), catalogue)
  if (tri) lireTri(tri, catalogue)
}

async function aMoi(ctx: Write, id: number): Promise<void> {
  const moi = agent(ctx)
  const vue = await ctx.db
    .selectFrom('referentiel.vue')
    .select(['proprietaire_id', 'partagee'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const visible = vue && (vue.partagee || vue.proprietaire_id === moi.id)
  if (!visible) throw introuvable('Cette vue n’existe pas.')
  if (vue.proprietaire_id !== moi.id && moi.role !== 'administrateur')
    throw interdit('Seule la personne qui a enregistré cette vue peut la changer.')
}

function agent(ctx: Read | Write): Personne {
  if (!estAgent(ctx.acteur)) throw interdit('Les vues enregistrées sont réservées aux agents de la collectivité.')
  return ctx.acteur
}
