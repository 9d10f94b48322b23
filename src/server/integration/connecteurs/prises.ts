import { SYSTEME } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, Refus } from '#domain/erreurs.ts'
import { heureLocale } from '#domain/heure.ts'
import type * as api from '#domain/integration/api-connecteurs.ts'
import { estLHeure, type Minute } from '#domain/integration/reglages.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../../platform/context.ts'
import { enfiler, type Job } from '../../platform/jobs.ts'
import { EchecDeSortie } from '../../platform/sortie.ts'
import { exigerReglage } from '../acces.ts'
import { deposer } from '../depot.ts'
import { exigerSource, lireReglage, noterEssai, sourcesConnues } from './reglage.ts'
import { avecPrenant, prendreOu } from './tester.ts'

/** Goes and fetches one source, outside any transaction. */
export const prise: Job<{ source: string }> = {
  name: 'integration_prise',
  run: (kit, { source }) => prendre(contextOf(kit, SYSTEME, new Date(), 'prise'), source),
}

/** Every five minutes: the active sources whose hour has come since the last time that they were fetched. */
export const horaires: Job = {
  name: 'integration_horaires',
  horaire: '*/5 * * * *',
  run: (kit) => lancerLesPrises(kit, new Date()),
}

/** A taking that was cut is tried again after this long, without waiting for its next hour. */
const REPRISE_MS = 30 * 60_000
/** A server that was stopped catches up on the last day, not on more. */
const RATTRAPAGE_MIN = 24 * 60

export async function prendreSource(
  ctx: Write,
  { params }: Input<typeof api.prendreSource>,
): Promise<Reply<typeof api.prendreSource>> {
  exigerReglage(ctx)
  await exigerSource(ctx, params.source)
  const { reglage } = await lireReglage(ctx, params.source)
  if (reglage.ou.genre === 'depot')
    throw conflit(
      'rien_a_prendre',
      'Cette source est envoyée par une personne ou une application : dites d’abord où la prendre.',
    )
  await enfiler(ctx, prise.name, { source: params.source })
  return { source: params.source }
}

export async function lancerLesPrises(kit: Kit, maintenant: Date): Promise<void> {
  const ctx = contextOf(kit, SYSTEME, maintenant)
  for (const source of (await sourcesConnues(ctx)).keys())
    if (await estDue(ctx, source)) await write(ctx, (w) => enfiler(w, prise.name, { source }))
}

async function estDue(ctx: Read, source: string): Promise<boolean> {
  const { reglage, reprise, essaye_le, modifie_le } = await lireReglage(ctx, source)
  if (!reglage.active || !reglage.horaire || reglage.ou.genre === 'depot') return false
  const maintenant = ctx.now.getTime()
  const derniere = Math.max(Date.parse(essaye_le ?? '') || 0, Date.parse(modifie_le ?? '') || 0)
  if (reprise && maintenant - derniere >= REPRISE_MS) return true
  const minutes = Math.min(RATTRAPAGE_MIN, Math.floor((maintenant - derniere) / 60_000))
  for (let n = 0; n < minutes; n++) if (estLHeure(reglage.horaire, minuteDe(maintenant - n * 60_000))) return true
  return false
}

/** The minute of an instant on the clock of Paris. */
function minuteDe(instant: number): Minute {
  const local = heureLocale(new Date(instant))
  const [, mois, jour, heure, minute] = (/^\d+-(\d+)-(\d+)\D(\d+):(\d+)/.exec(local) ?? []).map(Number)
  const semaine = new Date(`${local.slice(0, 10)}T12:00:00Z`).getUTCDay()
  return { minute: minute ?? 0, heure: heure ?? 0, jour: jour ?? 1, mois: mois ?? 1, semaine }
}

/**
 * Takes what a source has and gives each file to the engine, as the upload door would. Whatever happens is said in the
 * setting of the source; only a fault of ours is thrown, and tried again by the queue.
 */
export async function prendre(ctx: Read, source: string): Promise<void> {
  const { reglage, reprise } = await lireReglage(ctx, source)
  try {
    const pris = await avecPrenant(ctx, source, (prenant) => prendreOu({ ...prenant, reprise }, reglage.ou))
    if (pris.etat === 'partiel') return await noterEssai(ctx, source, 'partiel', pris.message, pris.reprise)
    if (pris.etat === 'rien') return await noterEssai(ctx, source, 'rien', 'Aucun fichier à prendre.')
    const noms: string[] = []
    for (const fichier of pris.fichiers) {
      const id = await write(ctx, (w) => deposer(w, source, fichier))
      noms.push(`${fichier.nom} (import ${id})`)
    }
    await pris.confirmer?.()
    await noterEssai(ctx, source, 'pris', `Pris : ${noms.join(', ')}.`)
  } catch (erreur) {
    if (!(erreur instanceof EchecDeSortie || erreur instanceof Refus)) throw erreur
    // What was kept of a former taking still serves: only the setting decides whether it is good.
    await noterEssai(ctx, source, 'echec', erreur.message, reprise)
  }
}
