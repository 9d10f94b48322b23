import { estAgent } from '#domain/acteur.ts'
import { Analyse } from '#domain/dossiers/analyse.ts'
import type * as api from '#domain/dossiers/api-pieces.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import type { Read } from '../platform/context.ts'
import { champDesAgents, voitCellesDesAgents } from './piece.ts'
import { trouverDossier } from './visibles.ts'

type Liste = typeof api.listerAnciennesPieces

/**
 * What was replaced or taken out, newest first. What an établissement changed before its deposit is its own business:
 * agents see what has changed since.
 */
export async function listerAnciennesPieces(ctx: Read, { params }: Input<Liste>): Promise<Reply<Liste>> {
  const dossier = await trouverDossier(ctx, params.cle)
  const toutes = ctx.db
    .selectFrom('dossiers.piece as p')
    .innerJoin('comptes.personne as a', 'a.id', 'p.ajoutee_par')
    .leftJoin('dossiers.piece as s', 's.id', 'p.remplacee_par')
    .leftJoin('comptes.personne as b', 'b.id', 's.ajoutee_par')
    .where('p.dossier_id', '=', dossier.id)
    .where('p.retiree_le', 'is not', null)
    .$if(!voitCellesDesAgents(ctx), (q) => q.where('p.champ', 'not like', champDesAgents('%')))
    .select(['p.id', 'p.champ', 'p.nom', 'p.taille', 'p.sha256', 'p.antivirus', 'p.ajoutee_le', 'p.retiree_le'])
    .select(['a.prenom', 'a.nom as auteur', 's.id as suite_id', 's.nom as suite_nom'])
    .select(['b.prenom as suite_prenom', 'b.nom as suite_auteur'])
    .orderBy('p.retiree_le', 'desc')
    .orderBy('p.id', 'desc')
  const siennes = estAgent(ctx.acteur) ? toutes.where('p.retiree_le', '>', dossier.depose_le) : toutes
  const lignes = await siennes.execute()
  return {
    elements: lignes.map(({ prenom, auteur, suite_id, suite_nom, suite_prenom, suite_auteur, ...l }) => ({
      ...l,
      id: String(l.id),
      antivirus: Analyse.parse(l.antivirus),
      retiree_le: l.retiree_le ?? '',
      ajoutee_par: `${prenom} ${auteur}`,
      remplacee_par:
        suite_id === null || suite_nom === null
          ? null
          : { id: String(suite_id), nom: suite_nom, auteur: `${suite_prenom} ${suite_auteur}` },
    })),
  }
}
