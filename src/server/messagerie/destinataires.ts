import { sql } from 'kysely'
import { jourLocal } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'

/** Someone to tell. */
export type Destinataire = { id: number; prenom: string; courriel: string }

/** Who answers for a dossier in its établissement: the chefs in force, and the demandeur if still there. */
export const usagersDe = (
  ctx: Read | Write,
  { uai, demandeur_id }: { uai: string; demandeur_id: number },
): Promise<Destinataire[]> => personnesDe(ctx, uai, { chefs: true, personnes: [demandeur_id] })

/** Those in force in an établissement: its chefs, these people if they are still there, or both. */
export function personnesDe(
  ctx: Read | Write,
  uai: string,
  { chefs, personnes }: { chefs: boolean; personnes: readonly number[] },
): Promise<Destinataire[]> {
  const jour = jourLocal(ctx.now)
  return ctx.db
    .selectFrom('comptes.personne as p')
    .innerJoin('comptes.habilitation as h', 'h.personne_id', 'p.id')
    .where('p.active', '=', true)
    .where('h.uai', '=', uai)
    .where('h.depuis', '<=', jour)
    .where((ou) => ou.or([ou('h.jusque', 'is', null), ou('h.jusque', '>=', jour)]))
    .where((ou) =>
      ou.or([
        ...(chefs ? [ou('h.fonction', '=', 'chef')] : []),
        ou('p.id', '=', sql<number>`any(${personnes}::bigint[])`),
      ]),
    )
    .select(['p.id', 'p.prenom', 'p.courriel'])
    .distinct()
    .orderBy('p.id')
    .execute()
}

/** The active agents whose périmètre covers an établissement; administrators, who see everything, are not told of each. */
export function agentsDuTerritoire(ctx: Read | Write, uai: string) {
  return ctx.db
    .selectFrom('comptes.personne as p')
    .where('p.active', '=', true)
    .where('p.role', '=', 'agent')
    .where((ou) =>
      ou.exists(
        ou
          .selectFrom('comptes.perimetre as t')
          .innerJoin('referentiel.etablissement as e', (j) => j.on('e.uai', '=', uai))
          .whereRef('t.personne_id', '=', 'p.id')
          .where(
            sql<boolean>`case t.genre
              when 'tout' then true
              when 'departement' then t.code = e.code_departement
              when 'canton' then t.code = e.code_canton
              when 'commune' then t.code = e.code_commune
              when 'etablissement' then t.code = e.uai end`,
          )
          .select('t.id'),
      ),
    )
}

export const agentsDe = (ctx: Read | Write, uai: string): Promise<Destinataire[]> =>
  agentsDuTerritoire(ctx, uai).select(['p.id', 'p.prenom', 'p.courriel']).orderBy('p.id').execute()

/**
 * The agents who follow a dossier: those who have acted on it, and the one it was last given to. When nobody has yet,
 * every agent of the territory, so that no message is lost. The journal knows both, whatever module keeps the rest.
 */
export async function agentsQuiSuivent(
  ctx: Read | Write,
  dossier: { cle: string; uai: string },
): Promise<Destinataire[]> {
  const lignes = await agentsDuTerritoire(ctx, dossier.uai)
    .select((eb) => [
      'p.id',
      'p.prenom',
      'p.courriel',
      eb
        .exists(
          eb
            .selectFrom('journal.acte as a')
            .where('a.objet_genre', '=', 'dossier')
            .where('a.objet_cle', '=', dossier.cle)
            .whereRef('a.acteur_id', '=', 'p.id')
            .where('a.code', '<>', 'dossier_affecte')
            .select('a.id'),
        )
        .as('a_agi'),
      eb
        .selectFrom('journal.acte as b')
        .where('b.objet_genre', '=', 'dossier')
        .where('b.objet_cle', '=', dossier.cle)
        .where('b.code', '=', 'dossier_affecte')
        .orderBy('b.id', 'desc')
        .limit(1)
        .select(sql<number | null>`(b.donnees ->> 'personne')::bigint`.as('personne'))
        .as('affecte'),
    ])
    .orderBy('p.id')
    .execute()
  const suivent = lignes.filter((l) => l.a_agi || l.affecte === l.id)
  return (suivent.length ? suivent : lignes).map(({ id, prenom, courriel }) => ({ id, prenom, courriel }))
}
