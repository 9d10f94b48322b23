import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A statement is prepared once this process has sent it so many times: what an import says once is not worth it. */
const REPEATED = 5
/** Each connection keeps the plans of its own: this bounds what they hold. */
const KEPT = 200

/**
 * The same pool, whose acts prepare the statements they repeat. An act is some ten short statements by key, that
 * PostgreSQL takes longer to plan than to run: a deposit costs the machine 40 % less. Reads stay planned for their own
 * values: the good plan of a search or of a list depends on them.
 */
export function preparingActs(pool: pg.Pool): PostgresPool {
  const names = nameRepeated()
  const known = new WeakMap<pg.PoolClient, PostgresPoolClient>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect()
      const preparing = known.get(client) ?? prepare(client, names)
      known.set(client, preparing)
      return preparing
    },
  }
}

function prepare(client: pg.PoolClient, names: (text: string) => string | undefined): PostgresPoolClient {
  let acting = false
  const query = (text: string, values: readonly unknown[]) => {
    if (text === 'begin') acting = true
    else if (text === 'commit' || text === 'rollback') acting = false
    const name = acting && values.length > 0 ? names(text) : undefined
    return client.query({ text, values: [...values], name })
  }
  return {
    // Kysely only sends text with its values: cursors, the other form of this type, are not configured.
    query: query as unknown as PostgresPoolClient['query'],
    release: (destroy) => client.release(destroy),
  }
}

/** Gives a name to the texts that come back, the same on every connection; nothing to the others. */
function nameRepeated(): (text: string) => string | undefined {
  const seen = new Map<string, number>()
  const names = new Map<string, string>()
  return (text) => {
    const name = names.get(text)
    if (name || names.size >= KEPT) return name
    const times = (seen.get(text) ?? 0) + 1
    // Texts made of lists of many lengths would otherwise be remembered for ever.
    if (seen.size > 10 * KEPT) seen.clear()
    seen.set(text, times)
    if (times < REPEATED) return undefined
    seen.delete(text)
    names.set(text, `acte_${names.size}`)
    return names.get(text)
  }
}
