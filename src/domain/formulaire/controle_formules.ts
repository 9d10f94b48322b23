import { type Defaut, defautDeSource, type Portee } from './controle_conditions.ts'
import { type Formule, type Grandeur, grandeurDe, partiesDe } from './formules.ts'
import { grandeurDuChamp } from './plan.ts'
import type { ChampCalcul } from './types/calcul.ts'

/** What forbids publishing this calcul: what it reads, and mixing euros with plain numbers. */
export const defautsDeFormule = (champ: ChampCalcul, portee: Portee, chemin: string): Defaut[] =>
  defautsDeLaFormule(champ.formule, champ.grandeur, portee, chemin)

/** The same, of any formula that must give this. */
export function defautsDeLaFormule(formule: Formule, attendue: Grandeur, portee: Portee, chemin: string): Defaut[] {
  const lectures = defautsDesLectures(formule, portee, chemin)
  if (lectures.length > 0) return lectures
  const grandeur = grandeurDe(formule, (id) => grandeurDuChamp(portee.plan.get(id)?.champ))
  if (typeof grandeur === 'object') return [{ chemin, message: grandeur.erreur }]
  if (grandeur === attendue) return []
  return [
    {
      chemin,
      message: grandeur === 'montant' ? 'Cette formule donne des euros.' : 'Cette formule ne donne pas des euros.',
    },
  ]
}

function defautsDesLectures(formule: Formule, portee: Portee, chemin: string): Defaut[] {
  if ('champ' in formule) {
    const message = defautDeSource(formule.champ, portee)
    return message ? [{ chemin, message }] : []
  }
  const bloc = 'total' in formule ? formule.total : 'lignes' in formule ? formule.lignes : undefined
  if (bloc !== undefined) {
    const message =
      portee.plan.get(bloc)?.champ.type === 'bloc_repetable'
        ? (defautDeSource(bloc, portee) ?? (portee.bloc ? 'Une ligne ne totalise pas un bloc.' : undefined))
        : `« ${bloc} » n’est pas un bloc répétable.`
    if (message) return [{ chemin, message }]
  }
  // Inside a total, the cells of that bloc become readable.
  const interieur = bloc === undefined ? portee : { ...portee, bloc }
  return partiesDe(formule).flatMap((f) => defautsDesLectures(f, interieur, chemin))
}
