import { SYSTEME } from '#domain/acteur.ts'
import { contextOf, type Kit, type Read } from '../platform/context.ts'
import type { Job } from '../platform/jobs.ts'

/** Every hour: sendings whose day is over, and what they left. */
export const purge: Job = {
  name: 'dossiers_purger_envois',
  horaire: '40 * * * *',
  run: (kit) => purgerEnvois(contextOf(kit, SYSTEME)).then(() => {}),
}

/** Gives how many were forgotten. */
export async function purgerEnvois({ kit, now }: Pick<Read, 'kit' | 'now'>): Promise<number> {
  const perimes = await kit.db
    .selectFrom('dossiers.envoi')
    .where('expire_le', '<=', now.toISOString())
    .select('id')
    .limit(500)
    .execute()
  for (const { id } of perimes) {
    await effacerMorceaux(kit, id)
    await kit.db.deleteFrom('dossiers.envoi').where('id', '=', id).execute()
  }
  return perimes.length
}

/** Their files first: a row that stays names a file to remove, a file without its row would stay for ever. */
export async function effacerMorceaux({ db, files }: Kit, envoi: string): Promise<void> {
  const morceaux = await db.selectFrom('dossiers.morceau').where('envoi_id', '=', envoi).select('fichier').execute()
  for (const { fichier } of morceaux) await files.remove(fichier)
  await db.deleteFrom('dossiers.morceau').where('envoi_id', '=', envoi).execute()
}
