import { jourLocal } from '../heure.ts'
import type { QuiAgit } from './guide.ts'

/** The collectivité gives itself this many days before a dossier that awaits it counts as late. */
export const DELAI_DU_SERVICE_EN_JOURS = 30

/** Those who are of the collectivité: their silence is what the delay measures. */
export const COLLECTIVITE: readonly QuiAgit[] = ['service', 'expert', 'responsable', 'finances']

type EtatDuSuivi = { termine: boolean; qui_agit: string; depuis: string; echeance: string | null }

/** The two limits behind « en retard » at this instant, for SQL as for `estEnRetard`. */
export function limitesDeRetard(maintenant: Date): { jour: string; instant: string } {
  const limite = new Date(maintenant.getTime() - DELAI_DU_SERVICE_EN_JOURS * 86_400_000)
  return { jour: jourLocal(maintenant), instant: limite.toISOString() }
}

/** Late: the day given to the établissement is over, or the service has kept the dossier too long without a step. */
export function estEnRetard(suivi: EtatDuSuivi, maintenant: Date): boolean {
  if (suivi.termine) return false
  const { jour, instant } = limitesDeRetard(maintenant)
  if (suivi.echeance !== null) return suivi.echeance < jour
  return COLLECTIVITE.some((c) => c === suivi.qui_agit) && new Date(suivi.depuis).toISOString() < instant
}
