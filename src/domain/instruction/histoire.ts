import { ligneDeCercles } from './cercles.ts'
import type { Vue } from './droits.ts'
import { type Guide, trouverStatut } from './guide.ts'
import type { Cercle } from './portefeuille.ts'
import { quiAgitEnPublic, statutPublic } from './vue.ts'

/** One statut reached, as the table of passages keeps it. */
export type Atteint = {
  statut: string
  le: string
  /** For the statut of a decision: was that decision notified? */
  notifie: boolean
}

/**
 * What the établissement sees of the way of a dossier: public statuts only, without the decisions not notified, and
 * once for two statuts with the same words.
 */
export function histoirePublique<T extends Atteint>(guide: Guide, atteints: readonly T[]): T[] {
  const vus: T[] = []
  for (const atteint of atteints) {
    const connu = trouverStatut(guide, atteint.statut)
    if (!connu || (connu.statut.decision && !atteint.notifie)) continue
    const statut = statutPublic(guide, atteint.statut).code
    if (vus.at(-1)?.statut !== statut) vus.push({ ...atteint, statut })
  }
  return vus
}

/** The line of circles in the eyes of the reader. `statut` is the public one for an usager. */
export function ligneVue(guide: Guide, atteints: readonly Atteint[], statut: string, vue: Vue): Cercle[] {
  if (vue === 'agent') return ligneDeCercles(guide, atteints, statut, vue)
  return ligneDeCercles(guide, histoirePublique(guide, atteints), statut, vue).map((c) => ({
    ...c,
    statut: c.statut && { ...c.statut, qui_agit: quiAgitEnPublic(c.statut.qui_agit) },
  }))
}
