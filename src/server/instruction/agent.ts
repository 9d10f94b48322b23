import { estPersonne, type Personne } from '#domain/acteur.ts'
import { interdit } from '#domain/erreurs.ts'
import { peutDecider, peutInstruire } from '#domain/instruction/droits.ts'
import type { Read, Write } from '../platform/context.ts'

/** The agent who instructs; 403 in words for anybody else who may see the dossier. */
export function exigerAgent({ acteur }: Read | Write): Personne {
  if (!estPersonne(acteur) || !peutInstruire(acteur))
    throw interdit('Seul un agent du service peut instruire ce dossier.')
  return acteur
}

export function exigerDecideur({ acteur }: Read | Write): Personne {
  if (!estPersonne(acteur) || !peutDecider(acteur))
    throw interdit('Seul un agent du service peut décider sur ce dossier.')
  return acteur
}
