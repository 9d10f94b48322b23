import { sql } from 'kysely'
import { conflit } from '#domain/erreurs.ts'
import { corrigerUai } from '#domain/referentiel/uai.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { comparer, enregistrer } from './comparaison.ts'
import { type Paquet, texteDe } from './fichiers.ts'
import { fusionner, transmettreSites } from './fusion.ts'
import { type Reception, type Recue, type Rejet, recevoir } from './reception.ts'
import type { SourceEtablissements } from './sources.ts'

/** A file that loses more than this share of its rows is more likely cut short than true. */
const PERTE_MAX = 0.2

/**
 * Imports a file of établissements in one transaction: receives, compares, writes what changed, quarantines, journals.
 * Gives the number of the execution. Refuses a file that has lost a fifth of its rows, unless `forcer`.
 */
export async function importer(
  ctx: Write,
  source: SourceEtablissements,
  paquet: Paquet,
  { forcer = false }: { forcer?: boolean } = {},
): Promise<number> {
  const debut = performance.now()
  const [fichier = ''] = paquet.fichiers.keys()
  const reception = recevoir(source, texteDe(paquet, fichier))
  const ecart = await comparer(ctx.db, source.code, reception.recues)
  if (!forcer && ecart.avant > 0 && ecart.disparues > ecart.avant * PERTE_MAX)
    throw conflit(
      'fichier_tronque',
      `Le fichier perd ${ecart.disparues} lignes sur ${ecart.avant} : il est sans doute incomplet. Vérifiez-le avant de forcer son import.`,
    )

  const lignes = reception.rejets.filter((r) => r.portee === 'ligne').length
  const { id } = await ctx.db
    .insertInto('integration.execution')
    .values({
      source: source.code,
      etat: 'reussie',
      fichier,
      empreinte: paquet.empreinte,
      date_donnees: source.date,
      forcee: forcer,
      commencee_le: ctx.now.toISOString(),
      duree_ms: 0,
      lues: reception.lues,
      hors_champ: reception.hors_champ,
      rejetees: lignes,
      remarques: reception.rejets.length - lignes,
      lignes_nouvelles: ecart.nouvelles,
      lignes_changees: ecart.changees,
      lignes_disparues: ecart.disparues,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await mettreEnQuarantaine(ctx, id, reception)
  await enregistrer(ctx.db, source.code, id, source.date, ecart.aEcrire)
  const bilan = await fusionner(ctx, `${source.code}, exécution ${id}`)
  await transmettreSites(ctx, source.code)
  // What did not differ never reached the référentiel: it is unchanged too.
  const etablissements = reception.recues.filter((r) => r.rang === 0).length
  const inchanges = etablissements - bilan.crees - bilan.modifies
  await ctx.db
    .updateTable('integration.execution')
    .set({ ...bilan, inchanges, duree_ms: Math.round(performance.now() - debut) })
    .where('id', '=', id)
    .execute()
  await journaliser(
    ctx,
    'execution_appliquee',
    { genre: 'execution', cle: String(id) },
    { source: source.code, ...bilan, inchanges, rejetees: lignes },
  )
  return id
}

async function mettreEnQuarantaine(ctx: Write, execution: number, { rejets, recues }: Reception): Promise<void> {
  if (rejets.length === 0) return
  const suggestions = await suggerer(ctx, rejets, recues)
  const lignes = rejets.map((r) => ({ ...r, suggestion: suggestions.get(r.uai) ?? null }))
  await sql`
    insert into integration.rejet (execution, numero, portee, uai, champ, valeur, code, raison, suggestion)
    select ${execution}::bigint, numero, portee, uai, champ, valeur, code, raison, suggestion
    from json_populate_recordset(null::integration.rejet, ${JSON.stringify(lignes)}) order by numero`.execute(ctx.db)
}

/** For each wrong UAI, the one known UAI that was meant, if only one fits. */
async function suggerer(ctx: Write, rejets: Rejet[], recues: Recue[]): Promise<Map<string, string>> {
  const faux = rejets.filter((r) => r.code === 'uai_incorrect').map((r) => r.uai)
  if (faux.length === 0) return new Map()
  const ecrits = await ctx.db.selectFrom('referentiel.etablissement').select('uai').execute()
  const connus = new Set([...ecrits, ...recues].map((r) => r.uai))
  return new Map(
    faux.flatMap((uai) => {
      const voulu = corrigerUai(uai, (u) => connus.has(u))
      return voulu ? [[uai, voulu] as const] : []
    }),
  )
}
