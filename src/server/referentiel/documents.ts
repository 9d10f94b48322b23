import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-rubriques.ts'
import { peutTenirFiche } from '#domain/referentiel/droits.ts'
import type { Read, Write } from '../platform/context.ts'
import type { Download, Received } from '../platform/doors.ts'
import { noter } from './rubriquesEcrire.ts'
import { ouvrirRubrique } from './rubriquesLignes.ts'

const TAILLE_MAX = 20 * 1024 * 1024

type Depot = typeof api.deposerDocument

/** Before a byte is read: 404 for who may not see the établissement, 403 for who may only read. */
export async function preparerDocument(ctx: Read, { params }: Input<Depot>): Promise<{ tailleMax: number }> {
  await ouvrirRubrique(ctx, params.uai, 'document')
  if (!peutTenirFiche(ctx.acteur)) throw interdit('Seuls les agents de la collectivité déposent un document ici.')
  return { tailleMax: TAILLE_MAX }
}

export async function deposerDocument(
  ctx: Write,
  { params, query }: Input<Depot>,
  fichier: Received,
): Promise<Reply<Depot>> {
  const rubrique = await ouvrirRubrique(ctx, params.uai, 'document')
  const { id } = await ctx.db
    .insertInto('referentiel.document')
    .values({
      uai: params.uai,
      nom: fichier.nom,
      categorie: query.categorie || 'Document',
      fichier_cle: fichier.cle,
      type_mime: fichier.type,
      taille: fichier.taille,
      depose_par: nomDe(ctx.acteur),
      depose_le: ctx.now.toISOString(),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await noter(ctx, 'enregistrement_ajoute', params.uai, rubrique)
  return { id: String(id) }
}

/** The file itself; a withdrawn one is no longer there. */
export async function lireDocument(ctx: Read, { params }: Input<typeof api.lireDocument>): Promise<Download> {
  await ouvrirRubrique(ctx, params.uai, 'document')
  const document = await ctx.db
    .selectFrom('referentiel.document')
    .select(['nom', 'type_mime', 'taille', 'fichier_cle'])
    .where('id', '=', params.id)
    .where('uai', '=', params.uai)
    .where('retire_le', 'is', null)
    .executeTakeFirst()
  if (!document) throw introuvable('Ce document n’existe pas, ou a été retiré.')
  return {
    nom: document.nom,
    type: document.type_mime,
    taille: document.taille,
    contenu: await ctx.kit.files.stream(document.fichier_cle),
  }
}
