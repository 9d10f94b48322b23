import { ecrireDate, ecrireMontant, ecrireNombre, enumerer } from '#domain/ecriture.ts'
import type { Comparaison, Condition, Scalaire } from './conditions.ts'
import type { Champ, Definition } from './definition.ts'
import { grandeurDuChamp, planDe } from './plan.ts'
import { libelleOption } from './types/options.ts'
import { typeDe } from './types/registre.ts'
import { estCase } from './visite.ts'

/** « Cette question apparaît parce que vous avez répondu « Oui » à « Y a-t-il un danger ? ». » */
export const phrase = (condition: Condition, definition: Definition): string =>
  `Cette question apparaît parce que ${proposition(condition, definition)}.`

/** The condition as a clause that begins neither with a vowel nor with a capital, for the builder and the reports. */
export function proposition(condition: Condition, definition: Definition): string {
  return dire(condition, definition, true)
}

/** `affirme` false says the contrary: a negation goes down to the comparisons, where French can say it. */
function dire(condition: Condition, definition: Definition, affirme: boolean): string {
  if ('non' in condition) return dire(condition.non, definition, !affirme)
  if ('nommee' in condition) {
    const nom = definition.conditions?.find((c) => c.id === condition.nommee)?.nom ?? condition.nommee
    return `la condition « ${nom} » ${affirme ? 'est' : 'n’est pas'} remplie`
  }
  if ('et' in condition || 'ou' in condition) {
    const parties = 'et' in condition ? condition.et : condition.ou
    const [seule] = parties
    if (seule && parties.length === 1) return dire(seule, definition, affirme)
    const ensemble = 'et' in condition === affirme
    const clauses = parties.map((c) => dire(c, definition, affirme))
    return ensemble ? enumerer(clauses) : clauses.map((c) => `soit ${c}`).join(', ')
  }
  const champ = planDe(definition).get(condition.champ)?.champ
  return comparer(condition, champ, affirme)
}

function comparer(c: Comparaison, champ: Champ | undefined, affirme: boolean): string {
  const nom = `« ${champ?.libelle ?? c.champ} »`
  const est = affirme ? 'est' : 'n’est pas'
  const pas = affirme ? 'n’est pas' : 'est'
  if (!('valeur' in c)) return `${nom} ${c.op === 'rempli' ? est : pas} renseigné`
  if (c.op === 'parmi')
    return `${nom} ${est} ${enumerer(
      c.valeur.map((v) => citer(v, champ)),
      'ou',
    )}`
  if (champ && estCase(champ)) {
    const cochee = ((c.valeur === true) === (c.op === 'egal')) === affirme
    return `la case ${nom} ${cochee ? 'est' : 'n’est pas'} cochée`
  }
  const valeur = citer(c.valeur, champ)
  const jour = champ?.type === 'date' || champ?.type === 'date_heure'
  switch (c.op) {
    case 'egal':
      return champ?.type === 'oui_non'
        ? `vous ${affirme ? 'avez' : 'n’avez pas'} répondu ${valeur} à ${nom}`
        : `${nom} ${est} ${valeur}`
    case 'different':
      return `${nom} ${pas} ${valeur}`
    case 'contient':
      return `${nom} ${affirme ? 'contient' : 'ne contient pas'} ${valeur}`
    case 'superieur':
      return jour ? `${nom} ${est} après le ${valeur}` : `${nom} ${affirme ? 'dépasse' : 'ne dépasse pas'} ${valeur}`
    case 'au_plus':
      return jour ? `${nom} ${pas} après le ${valeur}` : `${nom} ${affirme ? 'ne dépasse pas' : 'dépasse'} ${valeur}`
    case 'au_moins':
      return jour ? `${nom} ${pas} avant le ${valeur}` : `${nom} ${affirme ? 'atteint' : 'n’atteint pas'} ${valeur}`
    case 'inferieur':
      return jour ? `${nom} ${est} avant le ${valeur}` : `${nom} ${affirme ? 'n’atteint pas' : 'atteint'} ${valeur}`
  }
}

function citer(valeur: Scalaire, champ: Champ | undefined): string {
  const propre = champ && typeDe(champ).citer
  if (propre) return propre(valeur, champ)
  if (typeof valeur === 'boolean') return valeur ? '« Oui »' : '« Non »'
  if (typeof valeur === 'number')
    return grandeurDuChamp(champ) === 'montant' ? ecrireMontant(valeur) : ecrireNombre(valeur)
  if (champ?.type === 'date') return ecrireDate(valeur)
  return `« ${champ && 'options' in champ ? libelleOption(champ.options, valeur) : valeur} »`
}
