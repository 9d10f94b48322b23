import { estPersonne } from '#domain/acteur.ts'
import type { lirePreremplissage as Porte } from '#domain/dossiers/api-versions.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import { CLES_ETABLISSEMENT } from '#domain/formulaire/sources.ts'
import { jourLocal } from '#domain/heure.ts'
import { peutDessiner } from '#domain/teleservices/droits.ts'
import type { Read } from '../platform/context.ts'
import { dateDe, lireEffectifs, lireEtablissement } from './depart.ts'

type Lecture = typeof Porte

/** The context that a draft of this établissement would begin with; who draws stands for who asks. */
export async function lirePreremplissage(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const { acteur } = ctx
  if (!peutDessiner(acteur) || !estPersonne(acteur)) throw introuvable('Cette page n’existe pas.')
  const lu = await lireEtablissement(ctx, params.uai)
  const etablissement = Object.fromEntries(CLES_ETABLISSEMENT.map((cle) => [cle, lu[cle]]))
  const { nom, prenom, courriel } = acteur
  return {
    etablissement: { ...etablissement, date: dateDe(lu) },
    demandeur: { nom, prenom, courriel, fonction: 'Chef d’établissement', date: jourLocal(ctx.now) },
    effectifs: await lireEffectifs(ctx, params.uai),
  }
}
