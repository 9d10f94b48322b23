import type { Comparaison, Condition, Scalaire } from './conditions.ts'
import type { Champ } from './definition.ts'
import { grandeurDuChamp, type Place } from './plan.ts'
import { typeDe } from './types/registre.ts'

/** `chemin` is the place in the document: `etapes[1].champs[3].condition`. */
export type Defaut = { chemin: string; message: string }

/** From where one looks: only champs of a smaller rang are placed before, and rows are closed to the outside. */
export type Portee = { plan: Map<string, Place>; rang: number; bloc?: string }

/** What forbids publishing this condition here: unknown or later champs, wrong operator, value that nobody can answer. */
export function defautsDeCondition(condition: Condition, portee: Portee, chemin: string): Defaut[] {
  if ('et' in condition) return condition.et.flatMap((c, i) => defautsDeCondition(c, portee, `${chemin}.et[${i}]`))
  if ('ou' in condition) return condition.ou.flatMap((c, i) => defautsDeCondition(c, portee, `${chemin}.ou[${i}]`))
  if ('non' in condition) return defautsDeCondition(condition.non, portee, `${chemin}.non`)
  if ('nommee' in condition)
    return [{ chemin, message: `La condition nommée « ${condition.nommee} » n’existe pas, ou se contient elle-même.` }]
  const message = defautDeSource(condition.champ, portee) ?? defautDeComparaison(condition, portee)
  return message ? [{ chemin, message }] : []
}

/** Why this champ cannot be looked at from here. */
export function defautDeSource(id: string, { plan, rang, bloc }: Portee): string | undefined {
  const place = plan.get(id)
  if (!place) return `« ${id} » n’existe pas dans ce formulaire.`
  const nom = `« ${place.champ.libelle} »`
  if (place.rang >= rang) return `${nom} est placé après : seules les questions placées avant peuvent servir ici.`
  if (place.bloc && place.bloc.id !== bloc)
    return `${nom} est dans le bloc « ${place.bloc.libelle} » : ses lignes ne se lisent pas de l’extérieur.`
  return undefined
}

function defautDeComparaison(condition: Comparaison, { plan }: Portee): string | undefined {
  const champ = plan.get(condition.champ)?.champ
  if (!champ) return undefined
  const nom = `« ${champ.libelle} »`
  if (!typeDe(champ).operateurs.includes(condition.op)) return `${nom} ne se compare pas avec « ${condition.op} ».`
  if (!('valeur' in condition)) return undefined
  const valeurs = Array.isArray(condition.valeur) ? condition.valeur : [condition.valeur]
  const fautive = valeurs.find((v) => !convient(champ, v, condition.op))
  return fautive === undefined ? undefined : `${nom} ne peut pas valoir « ${fautive} ».`
}

function convient(champ: Champ, valeur: Scalaire, op: Comparaison['op']): boolean {
  const { convient: propre } = typeDe(champ)
  if (propre) return propre(valeur, champ)
  if ('options' in champ) return champ.options.some((o) => o.valeur === valeur)
  if (grandeurDuChamp(champ)) return typeof valeur === 'number'
  // A part of a text may be shorter than any lawful whole.
  if (op === 'contient') return typeof valeur === 'string'
  return typeDe(champ).reponse?.safeParse(valeur).success === true
}

/** `['etapes', 1, 'champs', 3]` as `etapes[1].champs[3]`. */
export const ecrireChemin = (chemin: readonly PropertyKey[]): string =>
  chemin
    .map((p) => (typeof p === 'number' ? `[${p}]` : `.${String(p)}`))
    .join('')
    .replace(/^\./, '')
