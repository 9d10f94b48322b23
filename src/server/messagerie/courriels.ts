import { estAdministrateur } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import * as api from '#domain/messagerie/api.ts'
import { peutVoirCourriels } from '#domain/messagerie/droits.ts'
import { visibles as dossiersVisibles } from '../dossiers/visibles.ts'
import type { Read } from '../platform/context.ts'

type Lister = typeof api.listerCourriels
type Lire = typeof api.lireCourriel

/** The outbox, newest first: mails of the dossiers one may see; an administrator also sees those of accounts. */
export async function listerCourriels(ctx: Read, { query }: Input<Lister>): Promise<Reply<Lister>> {
  const { page, par_page } = query
  let retenus = visibles(ctx)
  if (query.etat) retenus = retenus.where('c.etat', '=', query.etat)
  if (query.recherche) {
    const motif = `%${query.recherche.replace(/[\\%_]/g, '\\$&')}%`
    retenus = retenus.where((ou) =>
      ou.or([ou('c.destinataire', 'ilike', motif), ou('c.sujet', 'ilike', motif), ou('d.numero', 'ilike', motif)]),
    )
  }
  const { total } = await retenus.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const lignes = await retenus
    .select(COLONNES)
    .orderBy('c.id', 'desc')
    .limit(par_page)
    .offset((page - 1) * par_page)
    .execute()
  return { total, page, par_page, smtp: ctx.kit.config.smtp !== undefined, elements: lignes.map(enLigne) }
}

export async function lireCourriel(ctx: Read, { params }: Input<Lire>): Promise<Reply<Lire>> {
  const ligne = await visibles(ctx)
    .where('c.id', '=', params.id)
    .select(COLONNES)
    .select(['c.texte', 'c.erreur'])
    .executeTakeFirst()
  if (!ligne) throw introuvable('Ce courriel n’existe pas, ou vous n’y avez pas accès.')
  return { ...enLigne(ligne), texte: ligne.texte, erreur: ligne.erreur }
}

const COLONNES = ['c.id', 'c.destinataire', 'c.sujet', 'c.etat', 'c.le', 'c.envoye_le', 'd.cle', 'd.numero'] as const

function visibles(ctx: Read) {
  if (!peutVoirCourriels(ctx.acteur)) throw interdit('La boîte d’envoi est réservée aux agents.')
  const tous = ctx.db.selectFrom('messagerie.courriel as c').leftJoin('dossiers.dossier as d', 'd.id', 'c.dossier_id')
  if (estAdministrateur(ctx.acteur)) return tous
  return tous.where('c.dossier_id', 'in', dossiersVisibles(ctx).select('d.id'))
}

type Ligne = {
  id: number
  destinataire: string
  sujet: string
  etat: string
  le: string
  envoye_le: string | null
  cle: string | null
  numero: string | null
}

const enLigne = ({ cle, numero, etat, ...c }: Ligne): api.LigneCourriel => ({
  ...c,
  etat: api.EtatCourriel.parse(etat),
  dossier: cle === null ? null : { cle, numero },
})
