import { type Acteur, estAgent } from '../acteur.ts'
import { repondDe } from '../dossiers/droits.ts'

type Fil = {
  etat: 'brouillon' | 'depose' | 'abandonne'
  uai: string
  sans_compte: boolean
  demandeur_id: number
}

/** Why this acteur cannot write in the thread of a dossier that they see; `undefined` when they can. */
export function obstacleEcriture(acteur: Acteur, dossier: Fil): string | undefined {
  if (!estAgent(acteur) && !repondDe(acteur, dossier)) return 'Seuls le demandeur et le service échangent ici.'
  if (dossier.etat !== 'depose') return 'Les échanges s’ouvrent quand le dossier est déposé.'
  return undefined
}

/** The outbox holds what people of établissements and agents receive: agents read it, within their périmètre. */
export const peutVoirCourriels = (acteur: Acteur): boolean => estAgent(acteur)
