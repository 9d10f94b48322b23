import { SYSTEME } from '#domain/acteur.ts'
import { journaliser } from '../journal/journaliser.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import { daterTables } from '../referentiel/codes-ecriture.ts'
import { chargerNomenclatures } from '../referentiel/nomenclatures.ts'
import { replacer } from '../referentiel/propositions.ts'
import { chargerTerritoires } from '../referentiel/territoires.ts'
import { lireDecoupage } from './decoupage.ts'
import { lignesDe, lirePaquet, type Paquet } from './fichiers.ts'
import { importer } from './importer.ts'
import { SOURCES, type Source, type SourceDeCodes } from './sources.ts'

/** One source: read again because its files or our rules changed, or left as it is. */
export type Charge = { source: string; execution: number | null }

/**
 * Loads the public data shipped with Préau: nomenclatures and geography first, then the établissements. Files already
 * loaded are recognised by their fingerprint and cost only their reading; `forcer` compares them all the same.
 * A source that fails leaves a failed execution behind and stops the loading with its error.
 */
export async function chargerDonnees(
  kit: Kit,
  { forcer = false, sources = SOURCES }: { forcer?: boolean; sources?: Source[] } = {},
): Promise<Charge[]> {
  const ctx = contextOf(kit, SYSTEME)
  await declarer(ctx, sources)
  const charges: Charge[] = []
  for (const source of sources) charges.push({ source: source.code, execution: await charger(ctx, source, forcer) })
  return charges
}

async function charger(ctx: Read, source: Source, forcer: boolean): Promise<number | null> {
  const debut = performance.now()
  const paquet = await lirePaquet(source.fichiers)
  if (!forcer && (await estChargee(ctx, source.code, paquet.empreinte))) return null
  try {
    return await write(ctx, (w) =>
      source.genre === 'etablissements' ? importer(w, source, paquet, { forcer }) : chargerCodes(w, source, paquet),
    )
  } catch (erreur) {
    await noterEchec(ctx, source, paquet, erreur, Math.round(performance.now() - debut))
    throw erreur
  }
}

async function chargerCodes(ctx: Write, source: SourceDeCodes, paquet: Paquet): Promise<number> {
  const debut = performance.now()
  const modifies =
    source.genre === 'territoires'
      ? await chargerTerritoires(ctx, lireDecoupage(paquet))
      : await chargerNomenclatures(ctx, lireNomenclatures(paquet))
  await daterTables(ctx, source.jours)
  const { id } = await ctx.db
    .insertInto('integration.execution')
    .values({
      ...entete(ctx, source, paquet),
      pieces: paquet.pieces,
      etat: 'appliquee',
      duree_ms: 0,
      modifies,
      progression: 100,
      terminee_le: ctx.now.toISOString(),
      appliquee_le: ctx.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // New boundaries may move établissements that are already there.
  const replaces =
    source.genre === 'territoires' && modifies > 0
      ? (await replacer(ctx, `${source.code}, exécution ${id}`)).modifies
      : 0
  await ctx.db
    .updateTable('integration.execution')
    .set({ duree_ms: Math.round(performance.now() - debut) })
    .where('id', '=', id)
    .execute()
  await journaliser(
    ctx,
    'execution_appliquee',
    { genre: 'execution', cle: String(id) },
    { source: source.code, modifies, replaces },
  )
  return id
}

function lireNomenclatures(paquet: Paquet) {
  return {
    natures: lignesDe(paquet, 'nomenclatures/natures-uai-observees.csv', ';', ['code_nature', 'libelle_nature']).map(
      (n) => ({
        code: n.code_nature,
        libelle: n.libelle_nature,
      }),
    ),
    contrats: lignesDe(paquet, 'nomenclatures/types-contrat-prive-observes.csv', ';', ['code', 'libelle']),
  }
}

async function declarer(ctx: Read, sources: Source[]): Promise<void> {
  const connues = await ctx.db.selectFrom('integration.source').select('code').execute()
  const nouvelles = sources.filter((s) => !connues.some((c) => c.code === s.code))
  if (nouvelles.length === 0) return
  const lignes = nouvelles.map(({ code, libelle, editeur, licence, genre, priorite }) => ({
    code,
    libelle,
    editeur,
    licence,
    genre,
    priorite,
  }))
  await ctx.db
    .insertInto('integration.source')
    .values(lignes)
    .onConflict((oc) => oc.doNothing())
    .execute()
}

/** Also when it was undone, or when a newer file has come since: what is shipped does not come back by itself. */
async function estChargee(ctx: Read, source: string, empreinte: string): Promise<boolean> {
  const deja = await ctx.db
    .selectFrom('integration.execution')
    .select('id')
    .where('source', '=', source)
    .where('etat', 'in', ['appliquee', 'annulee'])
    .where('empreinte', '=', empreinte)
    .limit(1)
    .executeTakeFirst()
  return deja !== undefined
}

/** Outside the transaction that failed: the failure itself must stay visible. */
async function noterEchec(ctx: Read, source: Source, paquet: Paquet, erreur: unknown, duree_ms: number): Promise<void> {
  const message = erreur instanceof Error ? erreur.message : String(erreur)
  await ctx.db
    .insertInto('integration.execution')
    .values({
      ...entete(ctx, source, paquet),
      etat: 'echouee',
      terminee_le: ctx.now.toISOString(),
      duree_ms,
      erreur: message.slice(0, 1000),
    })
    .execute()
}

const entete = (ctx: Pick<Read, 'now'>, source: Source, paquet: Paquet) => ({
  source: source.code,
  fichier: source.fichiers[0] ?? '',
  empreinte: paquet.empreinte,
  date_donnees: source.date,
  commencee_le: ctx.now.toISOString(),
})
