import { type CompiledQuery, PostgresQueryCompiler } from 'kysely'
import { runSql } from '#server/platform/db.ts'
import type { ServeurDuBanc } from './serveur.ts'

/** The queries that the server sends while `appeler` runs, the one that recognises the session included. */
export async function requetesDe({ kit }: ServeurDuBanc, appeler: () => Promise<unknown>): Promise<CompiledQuery[]> {
  const compileur = new PostgresQueryCompiler()
  const composees = new Map<string, CompiledQuery>()
  const vues: CompiledQuery[] = []
  const normale = kit.db
  kit.db = normale.withPlugin({
    transformQuery: ({ node, queryId }) => {
      composees.set(queryId.queryId, compileur.compileQuery(node, queryId))
      return node
    },
    // Part of another query, it is composed but never answered.
    transformResult: async ({ result, queryId }) => {
      const requete = composees.get(queryId.queryId)
      if (requete) vues.push(requete)
      return result
    },
  })
  try {
    await appeler()
  } finally {
    kit.db = normale
  }
  return vues
}

/** The plan of each query that `appeler` sends, run again with its own values. Only for what reads. */
export async function plansDe(serveur: ServeurDuBanc, appeler: () => Promise<unknown>): Promise<string> {
  const textes: string[] = []
  for (const requete of await requetesDe(serveur, appeler)) {
    if (!/^\s*(select|with)/i.test(requete.sql)) continue
    const lignes = await runSql(serveur.kit.db, `explain (analyze, buffers) ${requete.sql}`, [...requete.parameters])
    textes.push(`${requete.sql.trim()}\n\n${lignes.map((l) => String(l['QUERY PLAN'])).join('\n')}`)
  }
  return textes.join('\n\n———\n\n')
}
