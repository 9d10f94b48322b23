import { sql } from 'kysely'
import { jourLocal } from '#domain/heure.ts'
import type { Read, Write } from '../platform/context.ts'

/** Someone to tell. */
export type Destinataire = { id: number; prenom: string; courriel: string }

type Concerne = { uai: string; demandeur_id: number; sans_compte: boolean }

/**
 * Who answers for a dossier in its établissement: the chefs in force, and the demandeur if still there. The dossier of a
 * family or a pupil, begun without an account, is told to them alone.
 */
export const usagersDe = (ctx: Read | Write, { uai, demandeur_id, sans_compte }: Concerne): Promise<Destinataire[]> =>
  sans_compte ? demandeurDe(ctx, demandeur_id) : personnesDe(ctx, uai, { chefs: true, personnes: [demandeur_id] })

/** Even without an account, and whatever their habilitations. */
const demandeurDe = (ctx: Read | Write, id: number): Promise<Destinataire[]> =>
  ctx.db.selectFrom('comptes.personne').select(['id', 'prenom', 'courriel']).where('id', '=', id).execute()

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
 * The members of a service who may see this établissement; an administrator who is one of them too. Nobody when the
 * service has none here.
 */
export async function membresDuService(ctx: Read | Write, uai: string, service: number): Promise<Destinataire[]> {
  const agents = agentsDuTerritoire(ctx, uai).select('p.id')
  return ctx.db
    .selectFrom('comptes.membre as m')
    .innerJoin('comptes.personne as p', 'p.id', 'm.personne_id')
    .where('m.service_id', '=', service)
    .where('p.active', '=', true)
    .where((ou) => ou.or([ou('p.role', '=', 'administrateur'), ou('p.id', 'in', agents)]))
    .select(['p.id', 'p.prenom', 'p.courriel'])
    .orderBy('p.id')
    .execute()
}

/** The open service that the rules of the form gave a deposit to. */
export async function serviceDuDepot(ctx: Read | Write, dossier: number) {
  return ctx.db
    .selectFrom('comptes.service as s')
    .innerJoin('dossiers.dossier as d', (j) =>
      j.on(sql<boolean>`s.id = comptes.service_nomme(d.orientation ->> 'service')`),
    )
    .where('d.id', '=', dossier)
    .select(['s.id', 's.nom'])
    .executeTakeFirst()
}

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
