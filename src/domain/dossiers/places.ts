import type { Limites } from '../teleservices/fiche.ts'
import type { Obstacle } from './depart.ts'

/** Deposits of the period: of all, and of one établissement (`null` when none is in question). */
export type Comptes = { total: number; etablissement: number | null }

/** Why one dossier more cannot be deposited; `undefined` when it can. Asked when one begins, resumes and deposits. */
export function refusDesLimites(limites: Limites, comptes: Comptes, nom: string): Obstacle | undefined {
  const { total, par_etablissement } = limites
  if (total !== undefined && comptes.total >= total)
    return {
      code: 'complet',
      message: `Ce téléservice a reçu les ${total} dossiers qu’il pouvait recevoir pour cette période. Votre brouillon est gardé.`,
    }
  if (par_etablissement !== undefined && comptes.etablissement !== null && comptes.etablissement >= par_etablissement)
    return {
      code: 'limite_etablissement',
      message: `${nom} a déposé les ${par_etablissement} dossiers permis par établissement pour cette période. Votre brouillon est gardé.`,
    }
  return undefined
}

/** How many places are left, as the fiche says it; empty when nothing is limited. */
export function phrasesDesPlaces(limites: Limites, comptes: Comptes): string[] {
  const phrases: string[] = []
  const dire = (max: number, pris: number, suite: string) => {
    const reste = Math.max(0, max - pris)
    const mots = reste === 0 ? 'Il ne reste aucune place' : `Il reste ${reste} place${reste > 1 ? 's' : ''}`
    phrases.push(`${mots} sur ${max}${suite}.`)
  }
  if (limites.total !== undefined) dire(limites.total, comptes.total, '')
  if (limites.par_etablissement !== undefined && comptes.etablissement !== null)
    dire(limites.par_etablissement, comptes.etablissement, ' pour votre établissement')
  else if (limites.par_etablissement !== undefined)
    phrases.push(
      `${limites.par_etablissement} dossier${limites.par_etablissement > 1 ? 's' : ''} au plus par établissement.`,
    )
  return phrases
}
