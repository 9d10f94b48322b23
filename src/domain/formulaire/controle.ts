import { defautsDesAlimentations } from './controle_alimentation.ts'
import { type Defaut, defautsDeCondition, ecrireChemin, type Portee } from './controle_conditions.ts'
import { defautsDesFaces } from './controle_faces.ts'
import { defautsDeFormule } from './controle_formules.ts'
import { defautsDesNommees, defautsDesRegles, defautsDuDefaut } from './controle_regles.ts'
import { defautsDesUniques } from './controle_uniques.ts'
import { type Champ, Definition, type Etape } from './definition.ts'
import { deplier } from './nommees.ts'
import { grandeurDuChamp, planDe } from './plan.ts'
import type { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { typeDe } from './types/registre.ts'

const PROFONDEUR_MAX = 60

/**
 * Reads a document as a form and says all that forbids publishing it; the definition comes only without defects. Takes
 * anything: a hostile or broken document is refused with the path of the fault.
 */
export function controler(
  document: unknown,
): { definition: Definition; defauts: [] } | { definition?: undefined; defauts: Defaut[] } {
  if (tropProfond(document, PROFONDEUR_MAX))
    return { defauts: [{ chemin: '', message: `Le document a plus de ${PROFONDEUR_MAX} niveaux.` }] }
  const lu = Definition.safeParse(document)
  if (!lu.success)
    return { defauts: lu.error.issues.map((i) => ({ chemin: ecrireChemin(i.path), message: i.message })) }
  const defauts = defautsDe(lu.data)
  return defauts.length > 0 ? { defauts } : { definition: lu.data, defauts: [] }
}

/** What the champs of a well-formed definition wrongly say of each other; empty when it can be published. */
export function defautsDe(nommante: Definition): Defaut[] {
  const definition = deplier(nommante)
  const defauts: Defaut[] = [...doublons(definition), ...defautsDesNommees(nommante)]
  const plan = planDe(definition)
  if (definition.etapes[0]?.condition)
    defauts.push({
      chemin: 'etapes[0].condition',
      message: 'La première étape est toujours présente : retirez sa condition.',
    })

  let rang = 0
  definition.etapes.forEach((etape, e) => {
    const ici = `etapes[${e}]`
    if (etape.condition) defauts.push(...defautsDeCondition(etape.condition, { plan, rang }, `${ici}.condition`))
    etape.champs.forEach((champ, c) => {
      const la = `${ici}.champs[${c}]`
      defauts.push(...defautsDuChamp(champ, { plan, rang }, la))
      rang += 1
      if (champ.type !== 'bloc_repetable') return
      champ.champs.forEach((interne, i) => {
        defauts.push(...defautsDuChamp(interne, { plan, rang, bloc: champ.id }, `${la}.champs[${i}]`))
        rang += 1
      })
    })
    defauts.push(...defautsDesControles(etape, { plan, rang }, ici))
  })
  return [
    ...defauts,
    ...defautsDesReperes(definition),
    ...defautsDesFaces(definition),
    ...defautsDesRegles(definition),
    ...defautsDesAlimentations(definition),
    ...defautsDesUniques(definition),
  ]
}

/** Ids given twice, among étapes or among champs. */
export function doublons(definition: Definition): Defaut[] {
  const vus = new Map<string, string>()
  const defauts: Defaut[] = []
  const noter = (genre: string, id: string, chemin: string) => {
    const premier = vus.get(genre + id)
    if (premier) defauts.push({ chemin, message: `L’identifiant « ${id} » sert déjà à ${premier}.` })
    else vus.set(genre + id, chemin)
  }
  definition.etapes.forEach((etape, e) => {
    noter('etape:', etape.id, `etapes[${e}]`)
    etape.champs.forEach((champ, c) => {
      noter('champ:', champ.id, `etapes[${e}].champs[${c}]`)
      if (champ.type === 'bloc_repetable')
        champ.champs.forEach((interne, i) => {
          noter('champ:', interne.id, `etapes[${e}].champs[${c}].champs[${i}]`)
        })
    })
  })
  return defauts
}

function defautsDuChamp(champ: Champ, portee: Portee, chemin: string): Defaut[] {
  const defauts: Defaut[] = []
  const dire = (ou: string, message: string) => defauts.push({ chemin: `${chemin}${ou}`, message })
  if (champ.condition) defauts.push(...defautsDeCondition(champ.condition, portee, `${chemin}.condition`))
  if ('obligatoire' in champ && typeof champ.obligatoire === 'object')
    defauts.push(...defautsDeCondition(champ.obligatoire, portee, `${chemin}.obligatoire`))
  if ('source' in champ && champ.source) {
    if (portee.bloc) dire('.source', 'Un champ d’un bloc répétable ne se préremplit pas.')
    if (typeDe(champ).reponse?.safeParse('').success !== true)
      dire('.source', 'Seul un champ qui contient du texte se préremplit du référentiel ou du compte.')
  } else if ('verrouille' in champ && champ.verrouille) dire('.verrouille', 'Un champ verrouillé a une source.')
  if ('options' in champ) {
    const valeurs = champ.options.map((o) => o.valeur)
    champ.options.forEach((o, i) => {
      if (valeurs.indexOf(o.valeur) !== i) dire(`.options[${i}]`, `La valeur « ${o.valeur} » est proposée deux fois.`)
    })
  }
  defauts.push(...defautsDuDefaut(champ, portee, chemin))
  for (const d of typeDe(champ).defauts?.(champ) ?? []) dire(d.chemin, d.message)
  if (champ.type === 'calcul') defauts.push(...defautsDeFormule(champ, portee, `${chemin}.formule`))
  if (champ.type === 'bloc_repetable') defauts.push(...defautsDuBloc(champ, portee, chemin))
  return [...defauts, ...defautsDesBornes(champ, portee, chemin)]
}

function defautsDuBloc(bloc: ChampBlocRepetable, portee: Portee, chemin: string): Defaut[] {
  const defauts = (bloc.min_si ?? []).flatMap(({ condition }, i) =>
    defautsDeCondition(condition, portee, `${chemin}.min_si[${i}].condition`),
  )
  const minimum = Math.max(bloc.min ?? 0, ...(bloc.min_si ?? []).map((m) => m.min))
  if (bloc.max !== undefined && minimum > bloc.max)
    defauts.push({ chemin: `${chemin}.max`, message: `Le bloc demande ${minimum} lignes mais en accepte ${bloc.max}.` })
  return defauts
}

const PAIRES = [
  ['min', 'max'],
  ['longueur_min', 'longueur_max'],
  ['nombre_min', 'nombre_max'],
] as const

function defautsDesBornes(champ: Champ, { plan, rang, bloc }: Portee, chemin: string): Defaut[] {
  const bornes: Record<string, unknown> = champ
  const defauts: Defaut[] = []
  for (const [bas, haut] of PAIRES) {
    const [a, b] = [bornes[bas], bornes[haut]]
    if (
      (typeof a === 'number' && typeof b === 'number' && a > b) ||
      (typeof a === 'string' && typeof b === 'string' && a > b)
    )
      defauts.push({ chemin: `${chemin}.${haut}`, message: 'Le maximum est inférieur au minimum.' })
  }
  for (const cle of ['min', 'max']) {
    const borne = bornes[cle]
    if (typeof borne !== 'object' || borne === null || !('champ' in borne) || typeof borne.champ !== 'string') continue
    const source = plan.get(borne.champ)
    const meme =
      source && (DE_JOURS.includes(champ.type) ? source.champ.type === 'date' : memeGrandeur(source.champ, champ))
    if (!source || source.rang >= rang || (source.bloc && source.bloc.id !== bloc))
      defauts.push({ chemin: `${chemin}.${cle}`, message: `« ${borne.champ} » n’est pas une question placée avant.` })
    else if (!meme) defauts.push({ chemin: `${chemin}.${cle}`, message: `« ${borne.champ} » n’est pas du même type.` })
  }
  return defauts
}

/** What another question of days may bound. */
const DE_JOURS: readonly string[] = ['date', 'date_heure', 'periode']

const memeGrandeur = (a: Champ, b: Champ): boolean =>
  grandeurDuChamp(a) !== undefined && grandeurDuChamp(a) === grandeurDuChamp(b)

function defautsDesControles(etape: Etape, portee: Portee, chemin: string): Defaut[] {
  return (etape.controles ?? []).flatMap((controle, i) => {
    const ici = `${chemin}.controles[${i}]`
    const defauts = defautsDeCondition(controle.si, portee, `${ici}.si`)
    if (!etape.champs.some((c) => c.id === controle.champ))
      defauts.push({ chemin: `${ici}.champ`, message: `« ${controle.champ} » n’est pas une question de cette étape.` })
    return defauts
  })
}

function defautsDesReperes(definition: Definition): Defaut[] {
  const plan = planDe(definition)
  const { objet, montant } = definition.reperes ?? {}
  const defauts: Defaut[] = []
  if (objet && (!plan.has(objet) || plan.get(objet)?.bloc))
    defauts.push({ chemin: 'reperes.objet', message: `« ${objet} » n’est pas une question du formulaire.` })
  if (montant && (grandeurDuChamp(plan.get(montant)?.champ) !== 'montant' || plan.get(montant)?.bloc))
    defauts.push({ chemin: 'reperes.montant', message: `« ${montant} » n’est pas un montant du formulaire.` })
  return defauts
}

/** Is this document nested beyond `reste` levels? Asked before any recursive reading. */
export function tropProfond(valeur: unknown, reste: number): boolean {
  if (typeof valeur !== 'object' || valeur === null) return false
  return reste === 0 || Object.values(valeur).some((v) => tropProfond(v, reste - 1))
}
