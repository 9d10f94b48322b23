import { type JobResult, PgBoss } from 'pg-boss'
import type { Logger } from 'pino'
import type { Kit, Write } from './context.ts'
import { runSql, type Tx } from './db.ts'

const FUSEAU = 'Europe/Paris'

/** One kind of job: a queue, and the few lines around the act that it runs. It may run twice. */
export type Job<T extends object = object> = {
  name: string
  run(kit: Kit, data: T): Promise<void>
  /** Also runs by itself, with no data, at these times of Paris: a cron, « 30 2 * * * » for every night at 2:30. */
  horaire?: string
}

export type Jobs = {
  /** Puts a job in the transaction of an act: it runs after the commit, or never if the act fails. */
  send(db: Tx, name: string, data: object): Promise<void>
  /** Stops taking jobs and lets the running ones end. */
  stop(): Promise<void>
}

/** Creates or upgrades the queue's own tables, with the owner's rights. Runs with the migrations. */
export async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({ connectionString: url, schema: 'pgboss', supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  await boss.stop({ graceful: false })
}

/**
 * Opens the queues of `jobs`; with `work`, this process also runs them.
 * `kit` comes later because it holds the jobs themselves: those that wait in the queue are run once it is there.
 */
export async function startJobs(
  url: string,
  jobs: Job[],
  options: { work: boolean; logger: Logger; kit: Promise<Kit> },
): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: url,
    options: '-c role=preau_application',
    schema: 'pgboss',
    migrate: false,
    createSchema: false,
    useListenNotify: options.work,
    max: 4,
  })
  boss.on('error', (err) => options.logger.error({ err }, 'file de travaux'))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name, {
      notify: true,
      retryLimit: 5,
      retryDelay: 2,
      retryBackoff: true,
      expireInSeconds: 300,
    })
    if (options.work) await work(boss, job, options)
  }
  if (options.work) await planifier(boss, jobs)
  return {
    send: (db, name, data) => send(boss, db, name, data),
    stop: () => boss.stop({ graceful: true, timeout: 5_000 }),
  }
}

async function work(boss: PgBoss, job: Job, { logger, kit }: { logger: Logger; kit: Promise<Kit> }): Promise<void> {
  // Settled one by one: a job that fails must neither delay its neighbours of the batch nor use up their retries.
  const options = { pollingIntervalSeconds: 2, batchSize: 10, burstWhenBatchFull: true, perJobResults: true } as const
  await boss.work<object, unknown, typeof options>(job.name, options, async (batch) => {
    const resultats: JobResult[] = []
    for (const { id, data } of batch) resultats.push(await settle(job, id, data))
    return resultats
  })

  async function settle({ name, run }: Job, id: string, data: object): Promise<JobResult> {
    try {
      await run(await kit, data)
      return { id, status: 'completed' }
    } catch (err) {
      // Logged here and told to the queue, which retries: a job that keeps failing stays visible.
      logger.error({ err, travail: name, id }, 'travail en échec')
      return { id, status: 'failed', output: { message: err instanceof Error ? err.message : String(err) } }
    }
  }
}

/** The timetable is that of the code: a job whose hour went away is no longer sent. One process sends each run. */
async function planifier(boss: PgBoss, jobs: Job[]): Promise<void> {
  const deja = new Map((await boss.getSchedules()).map((s) => [s.name, s]))
  for (const { name, horaire } of jobs) {
    const prevu = deja.get(name)
    if (horaire && (prevu?.cron !== horaire || prevu.timezone !== FUSEAU))
      await boss.schedule(name, horaire, {}, { tz: FUSEAU })
    if (!horaire && prevu) await boss.unschedule(name)
  }
}

async function send(boss: PgBoss, db: Tx, name: string, data: object): Promise<void> {
  await boss.send(name, data, {
    db: { executeSql: async (text, values) => ({ rows: await runSql(db, text, values) }) },
  })
}

/** Sends a job from an act. */
export const enfiler = (ctx: Write, name: string, data: object): Promise<void> => ctx.kit.jobs.send(ctx.db, name, data)
