import { apresEchec, apresRefus, type Circuit, ESSAI_MS, NEUF, situation } from '#domain/connecteurs/circuit.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { EtatResultat } from '#domain/connecteurs/resultat.ts'
import type { Read, Write } from '../platform/context.ts'

export async function lireCircuit(ctx: Read | Write, connecteur: CodeConnecteur): Promise<Circuit> {
  const ligne = await ctx.db
    .selectFrom('connecteurs.etat')
    .select(['echecs', 'ouvertures', 'ouvert_jusque'])
    .where('connecteur', '=', connecteur)
    .executeTakeFirst()
  return ligne ? { ...ligne, ouvert_jusque: ligne.ouvert_jusque ? Date.parse(ligne.ouvert_jusque) : null } : NEUF
}

/** May one call now? Of a half-open circuit, one caller alone, whatever the number of servers. */
export async function laisserPasser(ctx: Read, connecteur: CodeConnecteur, circuit: Circuit): Promise<boolean> {
  const ici = situation(circuit, ctx.now.getTime())
  if (ici !== 'entrouvert') return ici === 'ferme'
  const pris = await ctx.db
    .updateTable('connecteurs.etat')
    .set({ ouvert_jusque: new Date(ctx.now.getTime() + ESSAI_MS).toISOString() })
    .where('connecteur', '=', connecteur)
    .where('ouvert_jusque', '<=', ctx.now.toISOString())
    .executeTakeFirst()
  return pris.numUpdatedRows > 0n
}

export type Issue = {
  etat: EtatResultat
  message: string
  /** `echec` counts for the circuit, `refus` opens it at once, `rien` leaves it as it is. */
  circuit: 'reussite' | 'echec' | 'refus' | 'rien'
  reprise?: number
}

/** Notes how the last call ended and what becomes of the circuit. Two calls that end together: the last one is kept. */
export async function noterIssue(ctx: Read, connecteur: CodeConnecteur, avant: Circuit, issue: Issue): Promise<void> {
  const maintenant = ctx.now.getTime()
  const suite =
    issue.circuit === 'echec'
      ? apresEchec(await echecsDe(ctx, connecteur, avant), maintenant, issue.reprise)
      : issue.circuit === 'refus'
        ? apresRefus(avant, maintenant)
        : issue.circuit === 'rien'
          ? avant
          : NEUF
  const pose = {
    echecs: suite.echecs,
    ouvertures: suite.ouvertures,
    ouvert_jusque: suite.ouvert_jusque === null ? null : new Date(suite.ouvert_jusque).toISOString(),
    appele_le: ctx.now.toISOString(),
    issue: issue.etat,
    message: issue.message.slice(0, 500),
  }
  await ctx.db
    .insertInto('connecteurs.etat')
    .values({ connecteur, ...pose })
    .onConflict((oc) => oc.column('connecteur').doUpdateSet(pose))
    .execute()
}

/** Failures that other calls counted meanwhile are not forgotten. */
async function echecsDe(ctx: Read, connecteur: CodeConnecteur, avant: Circuit): Promise<Circuit> {
  const { echecs } = await lireCircuit(ctx, connecteur)
  return { ...avant, echecs: Math.max(echecs, avant.echecs) }
}

/** A new setting deserves a new try. */
export async function fermerCircuit(ctx: Read | Write, connecteur: CodeConnecteur): Promise<void> {
  await ctx.db
    .updateTable('connecteurs.etat')
    .set({ echecs: 0, ouvertures: 0, ouvert_jusque: null })
    .where('connecteur', '=', connecteur)
    .execute()
}
