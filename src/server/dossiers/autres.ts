import { sql } from 'kysely'
import type { lireAutresDossiers as Porte } from '#domain/dossiers/api-autres.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import {
  type AutresDossiers,
  cleDeReponse,
  debutDeLAnnee,
  partDuPlafond,
  uniquesDuFormulaire,
} from '#domain/formulaire/entre_dossiers.ts'
import { visiter } from '#domain/formulaire/visite.ts'
import { jourLocal } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireDefinition } from '../teleservices/versions.ts'
import { enReponses } from './brouillon.ts'
import { parCle } from './visibles.ts'

type Lecture = typeof Porte

/** What those who fill must know of the other deposits, before trying theirs. */
export async function lireAutresDossiers(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const dossier = await parCle(ctx, params.cle)
    .select(['d.id', 'd.version_id', 'd.teleservice_id', 'd.uai', 'd.sans_compte'])
    .executeTakeFirst()
  if (!dossier) throw introuvable('Ce dossier n’existe pas, ou vous n’y avez pas accès.')
  const autres = await compterAutres(ctx, await lireDefinition(ctx, dossier.version_id), dossier)
  return { autres: autres ?? null }
}

type Dossier = { id: number; teleservice_id: number; uai: string; sans_compte: boolean }

/** Does this form say anything between the dossiers of one établissement? A family has none to be compared with. */
export const regleEntreDossiers = (definition: Definition, { sans_compte }: { sans_compte: boolean }): boolean =>
  !sans_compte && ((definition.plafonds?.length ?? 0) > 0 || uniquesDuFormulaire(definition).length > 0)

/**
 * The other deposits of the établissement, as this form counts them: each is read with the version it was deposited on.
 * A refusal that was notified gives its part back. To decide, hold the lock of `garderSeul` first.
 */
export async function compterAutres(
  ctx: Read | Write,
  definition: Definition,
  dossier: Dossier,
): Promise<AutresDossiers | undefined> {
  if (!regleEntreDossiers(definition, dossier)) return undefined
  const jour = jourLocal(ctx.now)
  const uniques = uniquesDuFormulaire(definition)
  const debuts = { civile: debutDeLAnnee('civile', jour), scolaire: debutDeLAnnee('scolaire', jour) }
  const plafonds = (definition.plafonds ?? []).map(() => ({ utilise: 0, dossiers: 0 }))
  const pris: Record<string, string[]> = Object.fromEntries(uniques.map((id) => [id, []]))
  for (const depot of await lireDepots(ctx, dossier, [debuts.civile, debuts.scolaire].toSorted()[0] ?? debuts.civile)) {
    const sienne = await lireDefinition(ctx, depot.version_id)
    const { lire } = visiter(sienne, enReponses(depot.reponses))
    const jourDuDepot = jourLocal(new Date(depot.depose_le))
    for (const [i, plafond] of (definition.plafonds ?? []).entries()) {
      const part = jourDuDepot >= debuts[plafond.annee] ? partDuPlafond(plafond, lire) : 0
      const compte = plafonds[i]
      if (part > 0 && compte) plafonds[i] = { utilise: compte.utilise + part, dossiers: compte.dossiers + 1 }
    }
    if (jourDuDepot < debuts.scolaire) continue
    for (const id of uniques) {
      const cle = cleDeReponse(sienne, id, lire(id))
      if (cle !== undefined) pris[id]?.push(cle)
    }
  }
  return { plafonds, pris }
}

/** Refusals are read in the journal: what decides is the business of a module below. */
async function lireDepots(ctx: Read | Write, { id, teleservice_id, uai }: Dossier, debut: string) {
  const { rows } = await sql<{ version_id: number; reponses: unknown; depose_le: string }>`
    select d.version_id, d.reponses, d.depose_le from dossiers.dossier d
    left join lateral (
      select a.id, a.donnees ->> 'sens' as sens from journal.acte a
      where a.objet_genre = 'dossier' and a.objet_cle = d.cle and a.code = 'decision_prise'
      order by a.id desc limit 1
    ) decision on true
    where d.etat = 'depose' and d.uai = ${uai} and d.teleservice_id = ${teleservice_id} and d.id <> ${id}
      and not d.sans_compte and d.depose_le >= ${debut}::timestamp at time zone 'Europe/Paris'
      and not coalesce(decision.sens = 'refuse' and exists (
        select from journal.acte n
        where n.objet_genre = 'dossier' and n.objet_cle = d.cle and n.code = 'decision_notifiee' and n.id > decision.id
      ), false)
    order by d.id`.execute(ctx.db)
  return rows
}
