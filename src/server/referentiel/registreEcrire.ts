import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable, invalide } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-fiche.ts'
import { peutTenirRegistre } from '#domain/referentiel/droits.ts'
import { champLivre, codeDepuis, ONGLETS } from '#domain/referentiel/registre.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { lireOnglets, lireRegistre, lireToutLeRegistre } from './registre.ts'
import { listerNomenclatures } from './valeurs.ts'

type Registre = Reply<typeof api.lireRegistre>

export async function ajouterOnglet(ctx: Write, { body }: Input<typeof api.ajouterOnglet>): Promise<Registre> {
  exiger(ctx)
  const onglets = await lireOnglets(ctx)
  refuserDoublon(onglets, body.libelle, 'Un onglet porte déjà ce libellé.')
  const code = codeLibre(codeDepuis(body.libelle), onglets)
  await ctx.db
    .insertInto('referentiel.onglet')
    .values({ code, libelle: body.libelle, rang: onglets.length + 1 })
    .execute()
  return conclure(ctx, code, `onglet ${body.libelle}`)
}

export async function modifierOnglet(
  ctx: Write,
  { params, body }: Input<typeof api.modifierOnglet>,
): Promise<Registre> {
  exiger(ctx)
  if (ONGLETS.some((o) => o.code === params.code)) throw interdit('Les six onglets du produit ne se renomment pas.')
  refuserDoublon(
    (await lireOnglets(ctx)).filter((o) => o.code !== params.code),
    body.libelle,
    'Un onglet porte déjà ce libellé.',
  )
  const { numUpdatedRows } = await ctx.db
    .updateTable('referentiel.onglet')
    .set({ libelle: body.libelle })
    .where('code', '=', params.code)
    .executeTakeFirst()
  if (!numUpdatedRows) throw introuvable('Cet onglet n’existe pas.')
  return conclure(ctx, params.code, `onglet ${body.libelle}`)
}

/** Adds a champ: at once in the fiche, empty everywhere, never required. */
export async function ajouterChamp(ctx: Write, { body }: Input<typeof api.ajouterChamp>): Promise<Registre> {
  exiger(ctx)
  const registre = await lireRegistre(ctx)
  const { code: choisi, libelle, onglet, genre, nomenclature, ...reste } = body
  const erreurs = [
    registre.some((c) => memes(c.libelle, libelle)) && { champ: 'libelle', message: 'Un champ porte déjà ce libellé.' },
    choisi &&
      (registre.some((c) => c.code === choisi) || (await estColonne(ctx, choisi))) && {
        champ: 'code',
        message: 'Ce code est déjà pris.',
      },
    !(await lireOnglets(ctx)).some((o) => o.code === onglet) && { champ: 'onglet', message: 'Choisissez un onglet.' },
    genre === 'choix' &&
      !(await listerNomenclatures(ctx)).some((n) => n.code === nomenclature) && {
        champ: 'nomenclature',
        message: 'Choisissez la nomenclature de ce champ.',
      },
  ].filter((e) => e !== false && e !== undefined && e !== '')
  if (erreurs.length) throw invalide('Le champ n’a pas été ajouté.', erreurs)
  const libre = codeLibre(codeDepuis(libelle), registre)
  const code = choisi ?? ((await estColonne(ctx, libre)) ? `${libre}_2` : libre)
  if (genre === 'choix' && nomenclature) await retenirNomenclature(ctx, nomenclature)
  await ctx.db
    .insertInto('referentiel.champ')
    .values({
      ...reste,
      code,
      libelle,
      onglet,
      genre,
      nomenclature: genre === 'choix' ? nomenclature : null,
      rang: registre.length + 1,
      cree_le: ctx.now.toISOString(),
    })
    .execute()
  return conclure(ctx, code, `champ ${libelle}`)
}

/** Renames, moves, retires or brings back an added champ; its type does not change: its values have it. */
export async function modifierChamp(ctx: Write, { params, body }: Input<typeof api.modifierChamp>): Promise<Registre> {
  exiger(ctx)
  if (champLivre(params.code)) throw interdit('Les champs du produit ne se modifient pas.')
  const { retire, libelle, onglet, ...reste } = body
  const autres = (await lireRegistre(ctx)).filter((c) => c.code !== params.code)
  if (libelle) refuserDoublon(autres, libelle, 'Un champ porte déjà ce libellé.')
  if (onglet && !(await lireOnglets(ctx)).some((o) => o.code === onglet))
    throw invalide('Le champ n’a pas été modifié.', [{ champ: 'onglet', message: 'Choisissez un onglet.' }])
  const { numUpdatedRows } = await ctx.db
    .updateTable('referentiel.champ')
    .set({
      ...reste,
      ...(libelle ? { libelle } : {}),
      ...(onglet ? { onglet } : {}),
      ...(retire === undefined ? {} : { retire_le: retire ? ctx.now.toISOString() : null }),
      code: params.code,
    })
    .where('code', '=', params.code)
    .executeTakeFirst()
  if (!numUpdatedRows) throw introuvable('Ce champ n’existe pas.')
  return conclure(ctx, params.code, `champ ${libelle ?? params.code}`)
}

export async function ajouterNomenclature(
  ctx: Write,
  { body }: Input<typeof api.ajouterNomenclature>,
): Promise<Registre> {
  exiger(ctx)
  const nomenclatures = await listerNomenclatures(ctx)
  refuserDoublon(nomenclatures, body.libelle, 'Une nomenclature porte déjà ce libellé.')
  const code = codeLibre(codeDepuis(body.libelle), nomenclatures)
  await ctx.db
    .insertInto('referentiel.nomenclature')
    .values({ code, libelle: body.libelle, cree_le: ctx.now.toISOString() })
    .execute()
  const valeurs: { nomenclature: string; code: string; libelle: string; rang: number }[] = []
  for (const [i, libelle] of [...new Set(body.valeurs)].entries())
    valeurs.push({ nomenclature: code, code: codeLibre(codeDepuis(libelle), valeurs), libelle, rang: i + 1 })
  if (valeurs.length) await ctx.db.insertInto('referentiel.nomenclature_valeur').values(valeurs).execute()
  return conclure(ctx, code, `nomenclature ${body.libelle}`)
}

export async function ajouterValeur(ctx: Write, { params, body }: Input<typeof api.ajouterValeur>): Promise<Registre> {
  exiger(ctx)
  const nomenclature = await trouverNomenclature(ctx, params.code)
  refuserDoublon(nomenclature.valeurs, body.libelle, 'Une valeur porte déjà ce libellé.')
  if (body.code && nomenclature.valeurs.some((v) => v.code === body.code))
    throw invalide('La valeur n’a pas été ajoutée.', [{ champ: 'code', message: 'Ce code est déjà pris.' }])
  const code = body.code || codeLibre(codeDepuis(body.libelle), nomenclature.valeurs)
  await retenirNomenclature(ctx, params.code)
  await ctx.db
    .insertInto('referentiel.nomenclature_valeur')
    .values({ nomenclature: params.code, code, libelle: body.libelle, rang: nomenclature.valeurs.length + 1 })
    .execute()
  return conclure(ctx, params.code, `nomenclature ${nomenclature.libelle}`)
}

/** Renames a value, or marks it obsolete: no longer offered, and what carries it keeps its label. */
export async function modifierValeur(
  ctx: Write,
  { params, body }: Input<typeof api.modifierValeur>,
): Promise<Registre> {
  exiger(ctx)
  const nomenclature = await trouverNomenclature(ctx, params.code)
  const valeur = nomenclature.valeurs.find((v) => v.code === params.valeur)
  if (!valeur) throw introuvable('Cette valeur n’existe pas.')
  await retenirNomenclature(ctx, params.code)
  const obsolete_depuis =
    body.obsolete === undefined ? valeur.obsolete_depuis : body.obsolete ? ctx.now.toISOString().slice(0, 10) : null
  const libelle = body.libelle ?? valeur.libelle
  await ctx.db
    .insertInto('referentiel.nomenclature_valeur')
    .values({
      nomenclature: params.code,
      code: params.valeur,
      libelle,
      rang: nomenclature.valeurs.indexOf(valeur) + 1,
      obsolete_depuis,
    })
    .onConflict((c) => c.columns(['nomenclature', 'code']).doUpdateSet({ libelle, obsolete_depuis }))
    .execute()
  return conclure(ctx, params.code, `nomenclature ${nomenclature.libelle}`)
}

function exiger(ctx: Write): void {
  if (!peutTenirRegistre(ctx.acteur)) throw interdit('Seuls les administrateurs modifient les champs de la fiche.')
}

const memes = (a: string, b: string): boolean => a.localeCompare(b, 'fr', { sensitivity: 'base' }) === 0

function refuserDoublon(existants: readonly { libelle: string }[], libelle: string, message: string): void {
  if (existants.some((e) => memes(e.libelle, libelle)))
    throw invalide('Rien n’a été enregistré.', [{ champ: 'libelle', message }])
}

function codeLibre(souhaite: string, pris: readonly { code: string }[]): string {
  const occupes = new Set(pris.map((p) => p.code))
  for (let n = 1; ; n++) {
    const code = n === 1 ? souhaite : `${souhaite}_${n}`
    if (!occupes.has(code)) return code
  }
}

/** A champ may not take the name of a column of the table: the two would be mistaken for each other. */
async function estColonne(ctx: Write, code: string): Promise<boolean> {
  const { rows } = await sql<{ oui: boolean }>`
    select exists (select from pg_attribute where attrelid = 'referentiel.etablissement'::regclass and attname = ${code}) as oui`.execute(
    ctx.db,
  )
  return rows[0]?.oui ?? false
}

async function trouverNomenclature(ctx: Write, code: string) {
  const nomenclature = (await listerNomenclatures(ctx)).find((n) => n.code === code)
  if (!nomenclature) throw introuvable('Cette nomenclature n’existe pas.')
  if (code === 'nature' || code === 'contrat')
    throw interdit('Cette nomenclature vient du ministère : elle suit ses sources.')
  return nomenclature
}

/** A nomenclature of the product enters the base the first time that something points to it. */
async function retenirNomenclature(ctx: Write, code: string): Promise<void> {
  const livree = (await listerNomenclatures(ctx)).find((n) => n.code === code && n.livree)
  if (!livree) return
  await ctx.db
    .insertInto('referentiel.nomenclature')
    .values({ code, libelle: livree.libelle, cree_le: ctx.now.toISOString() })
    .onConflict((c) => c.doNothing())
    .execute()
}

async function conclure(ctx: Write, cle: string, libelle: string): Promise<Registre> {
  await journaliser(ctx, 'registre_modifie', { genre: 'registre', cle }, { libelle })
  return lireToutLeRegistre(ctx)
}
