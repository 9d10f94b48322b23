import { heureLocale } from '../heure.ts'
import type { Ouverture } from './api.ts'
import type { Calendrier } from './fiche.ts'

/**
 * Where a calendar stands at an instant: the période that runs, else the next, else the last. Without any période one
 * may deposit all year. The closing minute is still open: « 23:59 » accepts 23:59:59.
 */
export function ouverture({ periodes }: Calendrier, maintenant: Date): Ouverture {
  if (periodes.length === 0) return { etat: 'ouvert', ouvre_le: null, ferme_le: null }
  const heure = heureLocale(maintenant)
  const courante = periodes.find((p) => p.ouvre_le <= heure && heure <= p.ferme_le)
  if (courante) return { etat: 'ouvert', ouvre_le: courante.ouvre_le, ferme_le: courante.ferme_le }
  const prochaine = periodes.find((p) => heure < p.ouvre_le)
  if (prochaine) return { etat: 'a_venir', ouvre_le: prochaine.ouvre_le, ferme_le: prochaine.ferme_le }
  const derniere = periodes.at(-1)
  return { etat: 'ferme', ouvre_le: derniere?.ouvre_le ?? null, ferme_le: derniere?.ferme_le ?? null }
}
