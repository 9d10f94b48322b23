import { estPersonne } from '#domain/acteur.ts'
import type { lirePreremplissage as Porte } from '#domain/dossiers/api-versions.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import { peutDessiner } from '#domain/teleservices/droits.ts'
import type { Read } from '../platform/context.ts'
import { contexteJoue } from '../teleservices/connus.ts'

type Lecture = typeof Porte

/** The context that a draft of this établissement would begin with; who draws stands for who asks. */
export async function lirePreremplissage(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const { acteur } = ctx
  if (!peutDessiner(acteur) || !estPersonne(acteur)) throw introuvable('Cette page n’existe pas.')
  return contexteJoue(ctx, acteur, params.uai)
}
