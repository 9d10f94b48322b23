import { sql } from 'kysely'
import { estAgent, estDemandeur, estUsager, voitTout } from '#domain/acteur.ts'
import type { EtatDossier } from '#domain/dossiers/api.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { Read, Write } from '../platform/context.ts'
import { visibles as etablissementsVisibles } from '../referentiel/visibles.ts'

/**
 * The dossiers that the actor may know of, as `d`; every read starts here. People of an établissement see its drafts and
 * its deposits; agents see what is deposited in their périmètre; an abandoned draft is seen by nobody. What was begun
 * without an account is seen by who began it, and never by the établissement that it concerns.
 */
export function visibles(ctx: Read | Write) {
  const { acteur } = ctx
  const tous = ctx.db.selectFrom('dossiers.dossier as d')
  if (acteur.genre === 'systeme') return tous
  if (estUsager(acteur)) {
    const uai = acteur.habilitations.map((h) => h.uai)
    return tous
      .where('d.etat', '<>', 'abandonne')
      .where((ou) =>
        ou.or([
          ou.and([ou('d.sans_compte', '=', false), ou('d.uai', '=', sql<string>`any(${uai}::text[])`)]),
          ou.and([ou('d.sans_compte', '=', true), ou('d.demandeur_id', '=', acteur.id)]),
        ]),
      )
  }
  if (estDemandeur(acteur))
    return tous
      .where('d.etat', '<>', 'abandonne')
      .where('d.sans_compte', '=', true)
      .where('d.demandeur_id', '=', acteur.id)
  const deposes = tous.where('d.etat', '=', 'depose')
  if (voitTout(acteur)) return deposes
  if (estAgent(acteur)) return deposes.where('d.uai', 'in', etablissementsVisibles(ctx).select('e.uai'))
  return tous.where(sql<boolean>`false`)
}

/** What most acts need of a dossier; not its answers, which are heavy. */
const COLONNES = [
  'd.id',
  'd.cle',
  'd.numero',
  'd.etat',
  'd.uai',
  'd.teleservice_id',
  'd.version_id',
  'd.demandeur_id',
  'd.objet',
  'd.montant_demande',
  'd.depose_le',
  'd.revision',
  'd.soumis_le',
  'd.soumis_par',
  'd.sans_compte',
] as const

/** The visible dossier of this clé or numéro; throws 404 when it does not exist or may not be known. */
export async function trouverDossier(ctx: Read | Write, cle: string) {
  return connu(await parCle(ctx, cle).select(COLONNES).executeTakeFirst())
}
export type DossierTrouve = Awaited<ReturnType<typeof trouverDossier>>

/** The same, with its answers, held until the end of the transaction: what is decided on it stays true. */
export async function verrouillerDossier(ctx: Write, cle: string) {
  return connu(
    await parCle(ctx, cle).select(COLONNES).select(['d.reponses', 'd.origines']).forUpdate('d').executeTakeFirst(),
  )
}

/** `AAAA-NNNNNN` is a number; anything else can only be a key. */
export const parCle = (ctx: Read | Write, cle: string) =>
  visibles(ctx).where(/^\d{4}-\d{6,}$/.test(cle) ? 'd.numero' : 'd.cle', '=', cle)

function connu<T extends { etat: string }>(ligne: T | undefined): Omit<T, 'etat'> & { etat: EtatDossier } {
  if (!ligne) throw introuvable('Ce dossier n’existe pas, ou vous n’y avez pas accès.')
  // The table's check allows these three states and no other.
  return { ...ligne, etat: ligne.etat as EtatDossier }
}
