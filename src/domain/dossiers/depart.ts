import { ecrireDate } from '../ecriture.ts'
import type { Ouverture } from '../teleservices/api.ts'
import { estConcerne } from '../teleservices/audience.ts'
import { publicDe } from '../teleservices/bouton.ts'
import type { Fiche } from '../teleservices/fiche.ts'

export type Obstacle = {
  code: 'non_concerne' | 'pas_encore_ouvert' | 'ferme' | 'dossier_unique' | 'complet' | 'limite_etablissement'
  message: string
}

type Situation = {
  pour_qui: Fiche['pour_qui']
  ouverture: Ouverture
  etablissement: { nom: string; type: string | null; secteur: string | null }
  plusieurs_dossiers: boolean
  /** Numbers of the dossiers that this établissement has deposited in the period. */
  deposes: string[]
  /** Who has deposited them, when it is not the établissement: begins the sentence. */
  qui?: 'Vous'
}

/**
 * Why this établissement cannot begin, or deposit, now; `undefined` when it can. Asked at both moments: a téléservice
 * may close, or a colleague deposit, while one fills the form.
 */
export function obstacle({
  pour_qui,
  ouverture,
  etablissement,
  plusieurs_dossiers,
  deposes,
  qui,
}: Situation): Obstacle | undefined {
  if (!estConcerne(pour_qui, etablissement))
    return {
      code: 'non_concerne',
      message: `Ce téléservice est réservé aux ${publicDe(pour_qui)}. ${etablissement.nom} n’en fait pas partie.`,
    }
  if (ouverture.etat === 'a_venir' && ouverture.ouvre_le)
    return { code: 'pas_encore_ouvert', message: `Les dépôts ouvrent le ${ecrireHeure(ouverture.ouvre_le)}.` }
  if (ouverture.etat === 'ferme' && ouverture.ferme_le)
    return { code: 'ferme', message: `Les dépôts sont clos depuis le ${ecrireHeure(ouverture.ferme_le)}.` }
  const [numero] = deposes
  if (!plusieurs_dossiers && numero)
    return {
      code: 'dossier_unique',
      message: `${qui ? `${qui} avez` : `${etablissement.nom} a`} déjà déposé un dossier pour cette période : n° ${numero}.`,
    }
  return undefined
}

/** « 15 nov. 2026 à 23:59 » from a local time. */
const ecrireHeure = (heure: string): string => `${ecrireDate(heure)} à ${heure.slice(11)}`
