import { type Defaut, defautsDeCondition } from './controle_conditions.ts'
import type { Champ, Definition } from './definition.ts'
import { grandeurDuChamp, planDe } from './plan.ts'

/** What cannot be compared: a file, a text to read, a box that is only yes or no. */
const SANS_COMPARAISON: readonly Champ['type'][] = [
  'piece',
  'case',
  'attestation',
  'oui_non',
  'tableau',
  'point',
  'zone',
]

/** Can two answers to this question be the same? */
export const seCompare = (champ: Champ): boolean => !SANS_COMPARAISON.includes(champ.type)

/** Answers given once, and yearly ceilings: on what can be compared, on what can be added. */
export function defautsDesUniques(definition: Definition): Defaut[] {
  const defauts: Defaut[] = []
  const voir = (champ: Champ, chemin: string) => {
    if ('unique' in champ && champ.unique && !seCompare(champ))
      defauts.push({ chemin: `${chemin}.unique`, message: 'Deux réponses de ce genre ne se comparent pas.' })
    if (champ.type === 'bloc_repetable') for (const [i, c] of champ.champs.entries()) voir(c, `${chemin}.champs[${i}]`)
  }
  definition.etapes.forEach((etape, e) => {
    for (const [c, champ] of etape.champs.entries()) voir(champ, `etapes[${e}].champs[${c}]`)
  })
  return [...defauts, ...defautsDesPlafonds(definition)]
}

function defautsDesPlafonds(definition: Definition): Defaut[] {
  const plan = planDe(definition)
  return (definition.plafonds ?? []).flatMap(({ champ, max, si }, i): Defaut[] => {
    const ici = `plafonds[${i}]`
    const place = plan.get(champ)
    const grandeur = place && !place.bloc ? grandeurDuChamp(place.champ) : undefined
    const defauts = si ? defautsDeCondition(si, { plan, rang: Number.POSITIVE_INFINITY }, `${ici}.si`) : []
    if (!grandeur)
      defauts.push({ chemin: `${ici}.champ`, message: 'Choisissez un nombre ou un montant hors d’un bloc.' })
    if (typeof max !== 'object') return defauts
    const borne = plan.get(max.champ)
    if (!borne || borne.bloc || grandeurDuChamp(borne.champ) !== grandeur)
      defauts.push({ chemin: `${ici}.max`, message: `« ${max.champ} » n’est pas une question du même genre.` })
    return defauts
  })
}
