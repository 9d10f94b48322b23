import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { sql } from 'kysely'
import { SYSTEME } from '#domain/acteur.ts'
import { FICHIERS_LIVRES } from '#domain/integration/sources/livres.ts'
import { RACINE } from '../platform/config.ts'
import { contextOf, type Kit, write } from '../platform/context.ts'
import { quand, type Subscription } from '../platform/subscriptions.ts'
import { lancerPremiersControles } from '../referentiel/qualite.ts'
import { deposer } from './depot.ts'

const TAILLE_MAX = 50_000_000

/**
 * Puts the public files shipped with Préau (géolocalisation, effectifs, IPS, IVAC, IVAL, brevet) in the queue of imports,
 * each once: the product is open meanwhile, and figures appear as they are read. Gives the codes of the sources put.
 */
export async function deposerLivres(kit: Kit): Promise<string[]> {
  const ctx = contextOf(kit, SYSTEME)
  const deposes: string[] = []
  for (const { code, fichier, date } of FICHIERS_LIVRES) {
    const chemin = join(RACINE, 'donnees', fichier)
    const sha256 = createHash('sha256')
      .update(await readFile(chemin))
      .digest('hex')
    const deja = await ctx.db
      .selectFrom('integration.execution')
      .select('id')
      .where('source', '=', code)
      .where('empreinte', 'like', `${sha256}%`)
      .executeTakeFirst()
    if (deja) continue
    const recu = await kit.files.receive(createReadStream(chemin), TAILLE_MAX)
    await write(ctx, (w) => deposer(w, code, { ...recu, nom: basename(fichier) }, { date_donnees: date }))
    deposes.push(code)
  }
  return deposes
}

/** Once the first files are all read, their quality is checked: nobody should have to wait for the night to learn of it. */
export const premiersControles: Subscription = quand(
  'execution_appliquee',
  'integration_premiers_controles',
  async (kit) => {
    if (!kit.config.sourcesLivrees) return
    const ctx = contextOf(kit, SYSTEME)
    const lus = await ctx.db
      .selectFrom('integration.execution')
      .select('source')
      .groupBy('source')
      .having(sql<boolean>`bool_and(etat not in ('recue', 'lue', 'comparee'))`)
      .execute()
    const restent = FICHIERS_LIVRES.some(({ code }) => !lus.some(({ source }) => source === code))
    if (!restent) await write(ctx, lancerPremiersControles)
  },
)
