import { type Defaut, defautsDeCondition, type Portee } from './controle_conditions.ts'
import { defautsDeLaFormule } from './controle_formules.ts'
import type { Champ, Definition } from './definition.ts'
import { utilise } from './nommees.ts'
import { grandeurDuChamp, planDe } from './plan.ts'
import { citesPar } from './regles.ts'
import { typeDe } from './types/registre.ts'

/** Named conditions: an id given twice, one that leads back to itself, one that asks what no question says. */
export function defautsDesNommees(definition: Definition): Defaut[] {
  const defauts: Defaut[] = []
  const plan = planDe(definition)
  const conditions = definition.conditions ?? []
  conditions.forEach((c, i) => {
    const ici = `conditions[${i}]`
    if (conditions.findIndex((autre) => autre.id === c.id) !== i)
      defauts.push({ chemin: ici, message: `L’identifiant « ${c.id} » sert déjà à une autre condition.` })
    if (utilise(c.condition, c.id, definition))
      defauts.push({ chemin: `${ici}.condition`, message: `La condition « ${c.nom} » se contient elle-même.` })
    // Whether it may stand where it is used is told there.
    else
      for (const id of citesPar(c.condition).filter((cite) => !plan.has(cite)))
        defauts.push({ chemin: `${ici}.condition`, message: `Condition « ${c.nom} » : « ${id} » n’existe pas.` })
  })
  return defauts
}

/** Rules of the whole form look at every question outside blocs. */
export function defautsDesRegles(definition: Definition): Defaut[] {
  const portee = { plan: planDe(definition), rang: Number.POSITIVE_INFINITY }
  const defauts = (['eligibilite', 'calendrier', 'routage'] as const).flatMap((genre) =>
    (definition[genre] ?? []).flatMap((regle, i) => defautsDeCondition(regle.si, portee, `${genre}[${i}].si`)),
  )
  definition.calendrier?.forEach(({ ouvre_le, ferme_le }, i) => {
    if (!ouvre_le && !ferme_le)
      defauts.push({ chemin: `calendrier[${i}]`, message: 'Donnez le jour où le dépôt ouvre, ou celui où il ferme.' })
    if (ouvre_le && ferme_le && ouvre_le > ferme_le)
      defauts.push({ chemin: `calendrier[${i}].ferme_le`, message: 'Le dépôt ferme avant d’ouvrir.' })
  })
  return defauts
}

/** What a champ says before anybody answers: only from what stands before it, and only what it could be answered. */
export function defautsDuDefaut(champ: Champ, portee: Portee, chemin: string): Defaut[] {
  const regles = 'defaut' in champ ? (champ.defaut ?? []) : []
  return regles.flatMap((regle, i): Defaut[] => {
    const ici = `${chemin}.defaut[${i}]`
    const defauts = regle.si ? defautsDeCondition(regle.si, portee, `${ici}.si`) : []
    if ('formule' in regle) {
      const grandeur = grandeurDuChamp(champ)
      return grandeur
        ? [...defauts, ...defautsDeLaFormule(regle.formule, grandeur, portee, `${ici}.formule`)]
        : [...defauts, { chemin: `${ici}.formule`, message: 'Une formule ne donne qu’un nombre ou un montant.' }]
    }
    const { reponse, convient } = typeDe(champ)
    const lue = reponse?.safeParse(regle.valeur).success === true
    const proposee = 'options' in champ ? champ.options.some((o) => o.valeur === regle.valeur) : true
    if (!lue || !proposee || convient?.(regle.valeur, champ) === false)
      defauts.push({ chemin: `${ici}.valeur`, message: 'Cette valeur ne répondrait pas à la question.' })
    return defauts
  })
}
