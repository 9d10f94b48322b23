import { sql } from 'kysely'
import * as z from 'zod'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { Refus } from '#domain/erreurs.ts'
import type * as api from '#domain/integration/api-correspondances.ts'
import { devinerColonnes, essayerTableau, typeDe } from '#domain/integration/essai.ts'
import type { SourceImportable } from '#domain/integration/lecture.ts'
import { journaliser } from '../../journal/journaliser.ts'
import type { Read, Write } from '../../platform/context.ts'
import type { Received } from '../../platform/doors.ts'
import { exigerLecture, exigerReglage } from '../acces.ts'
import { lireColonnes, lireVersion } from '../correspondances.ts'
import { lireFichier } from '../formats/fichier.ts'
import type { Tableau } from '../formats/tableau.ts'
import { declarerSource, lireImportable } from '../importables.ts'

type Essai = Reply<typeof api.essayerFichier>

/** As the upload door of the engine. */
const TAILLE_MAX = 200_000_000
/** Rows of each table that are looked at. */
const VUES = 300
const EXEMPLES = 3

export async function listerCorrespondances(
  ctx: Read,
  { params }: Input<typeof api.listerCorrespondances>,
): Promise<Reply<typeof api.listerCorrespondances>> {
  exigerLecture(ctx)
  lireImportable(params.source)
  const lignes = await ctx.db
    .selectFrom('integration.correspondance')
    .select(['version', 'colonnes', 'auteur', 'cree_le'])
    .where('source', '=', params.source)
    .orderBy('version', 'desc')
    .execute()
  return { elements: lignes.map((l) => ({ ...l, colonnes: l.colonnes as Record<string, string> })) }
}

/** Versions are kept: a run says with which one it read its file. An empty mapping goes back to the names as shipped. */
export async function enregistrerCorrespondance(
  ctx: Write,
  { params, body }: Input<typeof api.enregistrerCorrespondance>,
): Promise<Reply<typeof api.enregistrerCorrespondance>> {
  exigerReglage(ctx)
  await declarerSource(ctx, lireImportable(params.source))
  await sql`select pg_advisory_xact_lock(hashtext('integration.correspondance'), hashtext(${params.source}))`.execute(
    ctx.db,
  )
  const version = (await lireVersion(ctx, params.source)) + 1
  await ctx.db
    .insertInto('integration.correspondance')
    .values({
      source: params.source,
      version,
      colonnes: JSON.stringify(body.colonnes),
      auteur: nomDe(ctx.acteur),
      cree_le: ctx.now.toISOString(),
    })
    .execute()
  await journaliser(
    ctx,
    'source_reglee',
    { genre: 'source', cle: params.source },
    { nom: params.source, version, colonnes: body.colonnes },
  )
  return { version }
}

export async function avantEssai(
  ctx: Read,
  { params }: Input<typeof api.essayerFichier>,
): Promise<{ tailleMax: number }> {
  exigerReglage(ctx)
  lireImportable(params.source)
  return { tailleMax: TAILLE_MAX }
}

/** Reads the head of a file with a mapping and says what would be made of it. The file is not kept. */
export async function essayerFichier(
  ctx: Write,
  { params, query }: Input<typeof api.essayerFichier>,
  fichier: Received,
): Promise<Essai> {
  const source = lireImportable(params.source)
  const version = await lireVersion(ctx, source.code)
  const enVigueur = await lireColonnes(ctx, source.code, version)
  const dites = query.colonnes === undefined ? undefined : lireDites(query.colonnes)
  const tableaux = await lireFichier(await ctx.kit.files.get(fichier.cle), fichier.nom)
  await ctx.kit.files.remove(fichier.cle)
  const connues = await entetesConnues(ctx, source.code)
  const essayes = tableaux.map((t) => essayer(source, t, dites, enVigueur, connues))
  const attendues = new Set([...essayes.flatMap((e) => e.manquantes), ...Object.values(enVigueur), ...connues])
  return { version, tableaux: essayes, attendues: [...attendues].sort((a, b) => a.localeCompare(b, 'fr')) }
}

function essayer(
  source: SourceImportable,
  { feuille, entetes, encodage, separateur, lignes }: Tableau,
  dites: Record<string, string> | undefined,
  enVigueur: Record<string, string>,
  connues: string[],
): Essai['tableaux'][number] {
  const vues: string[][] = []
  for (const { valeurs } of lignes) {
    if (valeurs.length === entetes.length) vues.push(valeurs)
    if (vues.length >= VUES) break
  }
  const proposees = dites ?? { ...deviner(source, entetes, feuille, vues, enVigueur, connues), ...enVigueur }
  const essai = essayerTableau(source, entetes, feuille, vues, proposees)
  return {
    feuille,
    encodage,
    separateur,
    colonnes: entetes.map((entete, i) => {
      const valeurs = vues.map((l) => l[i] ?? '')
      return {
        entete,
        type: typeDe(valeurs),
        exemples: [...new Set(valeurs.filter((v) => v.trim()))].slice(0, EXEMPLES).map((v) => v.slice(0, 80)),
        utilisee: essai.utilisees[i] ?? false,
        attendue: proposees[entete] ?? null,
      }
    }),
    refus: essai.refus,
    manquantes: essai.manquantes,
    vues: vues.length,
    retenues: essai.retenues,
    hors_champ: essai.hors_champ,
    rejetees: essai.rejetees,
    raisons: essai.raisons,
  }
}

/** Only what a file lacks is guessed: one that is read as it is needs no mapping. */
function deviner(
  source: SourceImportable,
  entetes: string[],
  feuille: string | null,
  vues: string[][],
  enVigueur: Record<string, string>,
  connues: string[],
): Record<string, string> {
  const { refus, manquantes } = essayerTableau(source, entetes, feuille, vues, enVigueur)
  return refus === null ? {} : devinerColonnes(entetes, vues, [...new Set([...manquantes, ...connues])])
}

/** Headers of the last file of this source that was read to its end. */
async function entetesConnues(ctx: Read | Write, source: string): Promise<string[]> {
  const derniere = await ctx.db
    .selectFrom('integration.execution')
    .select('tableaux')
    .where('source', '=', source)
    .where('etat', '=', 'appliquee')
    .where(sql<boolean>`jsonb_array_length(tableaux) > 0`)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const tableaux = (derniere?.tableaux ?? []) as { entetes?: string[] }[]
  return [...new Set(tableaux.flatMap((t) => t.entetes ?? []))]
}

function lireDites(texte: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(texte))
  } catch {
    throw new Refus(400, 'requete_incorrecte', 'La correspondance envoyée est illisible.')
  }
}
