import { SYSTEME } from '#domain/acteur.ts'
import { journaliser } from '../journal/journaliser.ts'
import { OverLimit, scan, type Verdict } from '../platform/clamd.ts'
import { contextOf, type Kit, type Write, write } from '../platform/context.ts'
import { enfiler, type Job } from '../platform/jobs.ts'

/** The first state of a file just received, whose analysis is then asked. */
export const analyseInitiale = ({ kit }: Pick<Write, 'kit'>): 'en_attente' | 'non_analysee' =>
  kit.config.clamd ? 'en_attente' : 'non_analysee'

/** Asks the antivirus for a file of the store, after this act; nothing when none is configured. */
export async function demanderAnalyse(ctx: Write, fichier: string): Promise<void> {
  if (ctx.kit.config.clamd) await enfiler(ctx, analyseDUnFichier.name, { fichier })
}

/** Of one file, after its reception. An antivirus that is away does not make it fail: the timetable comes back to it. */
export const analyseDUnFichier: Job = {
  name: 'dossiers_analyser_fichier',
  run: (kit, data) => analyser(kit, String((data as { fichier: unknown }).fichier)).then(() => {}),
}

/** How many files a passage reads, and how many failures in a row say that the antivirus is away. */
const PAR_PASSAGE = 200
const PANNES = 3

/** Comes back to files without a verdict: the antivirus was away, too slow, or was not there when they came. */
export const passageDeLAntivirus: Job = {
  name: 'dossiers_reprendre_analyses',
  horaire: '*/10 * * * *',
  run: async (kit) => {
    const { panne } = await reprendreAnalyses(kit)
    // Told to the queue, which writes it in the log: who runs the server must learn that nothing is analysed.
    if (panne) throw new Error('clamd gives no verdict.', { cause: panne })
  },
}

/** Gives how many files got a verdict, and the fault to tell: the one that made it stop, or a file over the limit. */
export async function reprendreAnalyses(kit: Kit): Promise<{ faits: number; panne?: Error }> {
  if (!kit.config.clamd) return { faits: 0 }
  const { rows: fichiers } = await aReprendre(kit)
  let faits = 0
  let pannes = 0
  let tropGros: Error | undefined
  for (const fichier of fichiers) {
    const panne = await analyser(kit, fichier)
    if (!panne) faits += 1
    // It did answer: the files that follow are read all the same.
    if (panne instanceof OverLimit) {
      tropGros = panne
      continue
    }
    pannes = panne ? pannes + 1 : 0
    if (panne && pannes === PANNES) return { faits, panne }
  }
  return { faits, panne: tropGros }
}

async function aReprendre({ db }: Kit): Promise<{ rows: string[] }> {
  const lignes = await db
    .selectFrom('dossiers.piece')
    .select(['fichier', (eb) => eb.fn.min('analyse_tentee_le').as('tentee')])
    .where('antivirus', 'in', ['en_attente', 'non_analysee'])
    .groupBy('fichier')
    // Never tried first, then the oldest try: one that always fails does not hide the others.
    .orderBy('tentee', (tri) => tri.asc().nullsFirst())
    .limit(PAR_PASSAGE)
    .execute()
  return { rows: lignes.map((l) => l.fichier) }
}

/** Has one file read, and writes what is said of it. Gives the fault when there is no verdict: nothing is believed safe. */
async function analyser(kit: Kit, fichier: string): Promise<Error | undefined> {
  const { clamd } = kit.config
  if (!clamd) return undefined
  const ctx = contextOf(kit, SYSTEME)
  await kit.db
    .updateTable('dossiers.piece')
    .set({ analyse_tentee_le: ctx.now.toISOString() })
    .where('fichier', '=', fichier)
    .execute()
  let verdict: Verdict
  try {
    verdict = await scan(clamd, await kit.files.stream(fichier))
  } catch (cause) {
    // Away, silent, or a file over its limit: the pièce says that it waits.
    return cause instanceof Error ? cause : new Error(String(cause))
  }
  // Copied before, removed after: at no instant does a row name a file that is not there.
  const quarantaine = verdict.threat === null ? undefined : `quarantaine/${fichier.split('/').at(-1)}`
  if (quarantaine) await kit.files.copy(fichier, quarantaine)
  await write(ctx, (w) => noter(w, fichier, verdict, quarantaine))
  if (quarantaine) await kit.files.remove(fichier)
  return undefined
}

/** Every pièce that bears this file: reused ones too. */
async function noter(ctx: Write, fichier: string, { threat }: Verdict, quarantaine: string | undefined): Promise<void> {
  // Locked by a statement of its own: the next one also sees the reuse that this one waited for.
  await ctx.db
    .selectFrom('dossiers.piece')
    .where('fichier', '=', fichier)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute()
  const touchees = await ctx.db
    .updateTable('dossiers.piece as p')
    .from('dossiers.dossier as d')
    .whereRef('d.id', '=', 'p.dossier_id')
    .where('p.fichier', '=', fichier)
    .where('p.antivirus', 'in', ['en_attente', 'non_analysee'])
    .set({
      antivirus: threat === null ? 'saine' : 'infectee',
      menace: threat,
      ...(quarantaine && { fichier: quarantaine }),
    })
    .returning(['p.id', 'p.nom', 'p.champ', 'p.sha256', 'p.ajoutee_par', 'd.cle', 'd.uai'])
    .execute()
  for (const { cle, uai, id, ...piece } of touchees) {
    const objet = { genre: 'dossier', cle, uai }
    const donnees = { ...piece, piece: id }
    if (threat === null) await journaliser(ctx, 'piece_analysee', objet, donnees)
    else await journaliser(ctx, 'piece_infectee', objet, { ...donnees, menace: threat })
  }
}
