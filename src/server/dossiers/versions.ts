import { sql } from 'kysely'
import * as z from 'zod'
import { estAgent, SYSTEME } from '#domain/acteur.ts'
import type {
  lireDossiersConcernes as Porte,
  lireSuitesDeVersion as ReprisePorte,
} from '#domain/dossiers/api-versions.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { Reponses } from '#domain/formulaire/definition.ts'
import { type AncienneReponse, migrer } from '#domain/formulaire/migration.ts'
import { planDe } from '#domain/formulaire/plan.ts'
import type { Orientation } from '#domain/formulaire/regles.ts'
import { ChoixDeReprise } from '#domain/formulaire/reprise.ts'
import { peutDessiner } from '#domain/teleservices/droits.ts'
import { contextOf, type Kit, type Read, type Write, write } from '../platform/context.ts'
import type { Evenement } from '../platform/subscriptions.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { parCle } from './visibles.ts'

type Lecture = typeof Porte

/** How many dossiers stand on each version of a form, whatever the territory: only those who see everything draw. */
export async function lireDossiersConcernes(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  if (!peutDessiner(ctx.acteur)) throw introuvable('Cette page n’existe pas, ou ne vous est pas ouverte.')
  const lignes = await ctx.db
    .selectFrom('teleservices.teleservice as t')
    .innerJoin('teleservices.version as v', 'v.teleservice_id', 't.id')
    .innerJoin('dossiers.dossier as d', 'd.version_id', 'v.id')
    .select('v.numero')
    .select(sql<number>`count(*) filter (where d.etat = 'brouillon')::int`.as('brouillons'))
    .select(sql<number>`count(*) filter (where d.etat = 'depose')::int`.as('deposes'))
    .where('t.code', '=', params.code)
    .groupBy('v.numero')
    .orderBy('v.numero', 'desc')
    .execute()
  return {
    brouillons: lignes.reduce((n, l) => n + l.brouillons, 0),
    deposes: lignes.reduce((n, l) => n + l.deposes, 0),
    par_version: lignes,
  }
}

/** After a publication: the drafts follow, one transaction each, unless who published let them keep their version. */
export async function suivrePublication(kit: Kit, { objet, donnees }: Evenement): Promise<void> {
  if (donnees.brouillons !== 'suivre') return
  const ctx = contextOf(kit, SYSTEME)
  const dossiers = await kit.db
    .selectFrom('dossiers.dossier as d')
    .innerJoin('teleservices.teleservice as t', 't.id', 'd.teleservice_id')
    .innerJoin('teleservices.version as v', 'v.id', 'd.version_id')
    .select('d.id')
    .where('t.code', '=', objet.cle)
    .where('d.etat', '=', 'brouillon')
    .where('v.numero', '<', Number(donnees.version))
    .execute()
  for (const { id } of dossiers) await write(ctx, (w) => porterAVersion(w, id, Number(donnees.version)))
}

/**
 * Brings one draft to a version: answers that suit it are kept, converted when their type has changed, the others
 * kept apart. Its revision
 * moves on, so that a screen open on it reads it again. Run twice, it changes nothing more.
 */
export async function porterAVersion(ctx: Write, id: number, numero: number): Promise<void> {
  const dossier = await ctx.db
    .selectFrom('dossiers.dossier')
    .select(['id', 'version_id', 'teleservice_id', 'reponses', 'anciennes_reponses', 'nouvelles', 'revision', 'etat'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const version = await ctx.db
    .selectFrom('teleservices.version')
    .select('id')
    .where('teleservice_id', '=', dossier?.teleservice_id ?? null)
    .where('numero', '=', numero)
    .executeTakeFirst()
  if (!dossier || !version || dossier.etat !== 'brouillon' || dossier.version_id === version.id) return
  const apres = await lireDefinition(ctx, version.id)
  const { reponses, anciennes, nouvelles } = migrer(
    await lireDefinition(ctx, dossier.version_id),
    apres,
    dossier.reponses as Reponses,
    await lireChoix(ctx, dossier.teleservice_id, dossier.version_id, numero),
  )
  // A question may be new since a version, then leave with the next.
  const signalees = [...new Set([...(dossier.nouvelles as string[]), ...nouvelles])].filter((id) =>
    planDe(apres).has(id),
  )
  const toutes = [...(dossier.anciennes_reponses as unknown as AncienneReponse[]), ...anciennes]
  await ctx.db
    .updateTable('dossiers.dossier')
    .set({
      version_id: version.id,
      reponses: JSON.stringify(reponses),
      anciennes_reponses: JSON.stringify(toutes),
      nouvelles: JSON.stringify(signalees),
      revision: dossier.revision + 1,
    })
    .where('id', '=', id)
    .execute()
}

/** What was chosen at each publication that this draft crosses, the latest last. */
async function lireChoix(ctx: Write, teleservice: number, depuis: number, numero: number): Promise<ChoixDeReprise[]> {
  const lignes = await ctx.db
    .selectFrom('teleservices.version as v')
    .select('v.choix')
    .where('v.teleservice_id', '=', teleservice)
    .where('v.numero', '<=', numero)
    .where('v.numero', '>', (eb) =>
      eb.selectFrom('teleservices.version as d').select('d.numero').where('d.id', '=', depuis),
    )
    .orderBy('v.numero')
    .execute()
  return lignes.flatMap((l) => z.array(ChoixDeReprise).parse(l.choix))
}

type Suites = typeof ReprisePorte

/** What a change of version has left aside, for agents, and what it asks anew, for who fills. */
export async function lireSuitesDeVersion(ctx: Read, { params }: Input<Suites>): Promise<Reply<Suites>> {
  const ligne = await parCle(ctx, params.cle)
    .select(['d.anciennes_reponses', 'd.nouvelles', 'd.etat', 'd.orientation'])
    .executeTakeFirst()
  if (!ligne) throw introuvable('Ce dossier n’existe pas, ou vous n’y avez pas accès.')
  // The column only holds what `migrer` has written.
  const anciennes = ligne.anciennes_reponses as unknown as AncienneReponse[]
  return {
    anciennes: estAgent(ctx.acteur)
      ? anciennes.map(({ chemin, libelle, texte, raison }) => ({ chemin, libelle, texte, raison }))
      : [],
    nouvelles: ligne.etat === 'brouillon' ? (ligne.nouvelles as string[]) : [],
    service: estAgent(ctx.acteur) ? ((ligne.orientation as Orientation | null)?.service ?? null) : null,
  }
}
