import type { Reglage } from './reglages.ts'

/** What a run has counted before it writes. `avant`: what the source had where the file speaks. */
export type ComptesDeCourse = {
  lues: number
  hors_champ: number
  rejetees: number
  avant: number
  absentes: number
  changees: number
}

type Arrets = Pick<Reglage, 'arret_disparus' | 'arret_rejets' | 'arret_changements'>

const nombre = new Intl.NumberFormat('fr-FR')

/** Why a run must wait for somebody before it writes, in sentences; null when nothing passes the thresholds of its source. */
export function raisonDArret(c: ComptesDeCourse, seuils: Arrets): string | null {
  const raisons = [
    depasse(c.absentes, c.avant, seuils.arret_disparus) &&
      `Le fichier perd ${part(c.absentes, 'ligne', c.avant)} : il est sans doute incomplet.`,
    depasse(c.rejetees, c.lues - c.hors_champ, seuils.arret_rejets) &&
      `${part(c.rejetees, 'ligne', c.lues - c.hors_champ)} ${c.rejetees > 1 ? 'sont écartées' : 'est écartée'} : les colonnes ont peut-être changé.`,
    depasse(c.changees, c.avant, seuils.arret_changements) &&
      `${part(c.changees, 'ligne', c.avant)} ${c.changees > 1 ? 'changent' : 'change'} : c’est plus que d’ordinaire.`,
  ].filter((r) => r !== false)
  return raisons.length > 0 ? `${raisons.join(' ')} Vérifiez-le avant de forcer son import.` : null
}

const depasse = (n: number, total: number, seuil: number | null): boolean =>
  seuil !== null && total > 0 && n * 100 > total * seuil

/** « 4 lignes sur 5 (80 %) » */
const part = (n: number, mot: string, total: number): string =>
  `${nombre.format(n)} ${mot}${n > 1 ? 's' : ''} sur ${nombre.format(total)} (${Math.round((n * 100) / total)} %)`
