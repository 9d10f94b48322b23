import type { Champ } from '../formulaire/definition.ts'
import type { CleEtablissement } from '../formulaire/sources.ts'

/** What a form fills from the fiche and that the fiche keeps as typed; the UAI names it, and a nature is told by its label. */
const DE_LA_FICHE: readonly CleEtablissement[] = [
  'nom',
  'commune',
  'code_postal',
  'adresse',
  'siret',
  'telephone',
  'courriel',
]

/** The champ of the fiche that a question is filled from; undefined when correcting the answer can correct nothing else. */
export function champDeFiche(champ: Champ): CleEtablissement | undefined {
  const [origine, cle] = ('source' in champ ? (champ.source ?? '') : '').split('.')
  return origine === 'etablissement' ? DE_LA_FICHE.find((c) => c === cle) : undefined
}

/** What an answer proposes: a text as it is, a commune by its code; undefined for what the fiche could not keep. */
export function valeurProposee(reponse: unknown): string | undefined {
  if (typeof reponse === 'string') return reponse.trim() || undefined
  if (typeof reponse === 'object' && reponse !== null && 'code' in reponse && typeof reponse.code === 'string')
    return reponse.code
  return undefined
}
