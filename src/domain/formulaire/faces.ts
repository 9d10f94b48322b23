import type { Champ, Definition, Etape, Reponses } from './definition.ts'
import { type ContexteParcours, type EtapeDuParcours, type Manquant, parcours } from './parcours.ts'
import { planDe } from './plan.ts'
import { propre } from './visite.ts'

/** Is this champ of the form for agents: by itself, by its bloc or by its étape? An unknown one is not. */
export function estPourAgents(definition: Definition, id: string): boolean {
  const place = planDe(definition).get(id)
  return (place?.champ.face ?? place?.bloc?.face ?? place?.etape.face) === 'agents'
}

const usagers = new WeakMap<Definition, Definition>()
const agents = new WeakMap<Definition, Definition>()

/**
 * The form as the usager lives it, without the services that dossiers go to; the same object each time, and the form
 * itself when nothing is for agents.
 */
export const vueUsager = (definition: Definition): Definition =>
  garder(usagers, definition, (champ, etape) => (champ.face ?? etape.face) !== 'agents')

/** What agents fill, and nothing else: their edits can aim at nothing that was deposited. */
export const vueAgents = (definition: Definition): Definition =>
  garder(agents, definition, (champ, etape) => (champ.face ?? etape.face) === 'agents')

export const aDesChampsDAgents = ({ etapes }: Definition): boolean =>
  etapes.some((etape) => etape.champs.some((champ) => (champ.face ?? etape.face) === 'agents'))

function garder(
  connues: WeakMap<Definition, Definition>,
  definition: Definition,
  garde: (champ: Champ, etape: Etape) => boolean,
): Definition {
  const connue = connues.get(definition)
  if (connue) return connue
  const etapes = definition.etapes
    .map((etape) => ({ ...etape, champs: etape.champs.filter((champ) => garde(champ, etape)) }))
    .filter((etape) => etape.champs.length > 0)
  const entiere =
    etapes.length === definition.etapes.length &&
    etapes.every((e, i) => e.champs.length === definition.etapes[i]?.champs.length)
  const { routage, ...dite } = definition
  const vue =
    entiere && !routage
      ? definition
      : { ...dite, etapes: entiere ? definition.etapes : etapes.map(sansReglesOrphelines) }
  connues.set(definition, vue)
  return vue
}

/** A rule shows its message at a champ of its étape: it goes with it. */
function sansReglesOrphelines(etape: Etape): Etape {
  const { controles, ...reste } = etape
  const siennes = controles?.filter((r) => etape.champs.some((c) => c.id === r.champ)) ?? []
  return siennes.length > 0 ? { ...reste, controles: siennes } : reste
}

/** What was deposited, with what agents say; a champ that starts from the usager's answer has it until it is changed. */
export function reponsesAvecAgents(definition: Definition, deposees: Reponses, desAgents: Reponses): Reponses {
  const reprises = vueAgents(definition).etapes.flatMap((e) =>
    e.champs.flatMap((champ): [string, unknown][] =>
      'reprend' in champ && champ.reprend ? [[champ.id, propre(deposees, champ.reprend)]] : [],
    ),
  )
  const utiles = Object.fromEntries(reprises.filter(([, valeur]) => valeur !== undefined))
  return { ...deposees, ...utiles, ...desAgents }
}

export type ParcoursAgents = { etapes: EtapeDuParcours[]; manquants: Manquant[] }

/** Their champs only, with what they lack; conditions see what the usager has deposited. */
export function parcoursAgents(definition: Definition, reponses: Reponses, contexte: ContexteParcours): ParcoursAgents {
  const { etapes, manquants } = parcours(definition, reponses, contexte)
  const sien = (chemin: string) => estPourAgents(definition, chemin.split('/')[0] ?? '')
  return {
    etapes: etapes
      .map((e) => ({ ...e, champs: e.champs.filter((c) => sien(c.chemin)) }))
      .filter((e) => e.champs.length > 0),
    manquants: manquants.filter((m) => sien(m.champ)),
  }
}

/**
 * The agents' data that still lack to give a statut. `atteint` says whether a statut of the guide is reached by this
 * move; a champ that names none is due for an accord, whole or in part.
 */
export function manquantsPour(
  definition: Definition,
  manquants: readonly Manquant[],
  { accorde, atteint }: { accorde: boolean; atteint: (statut: string) => boolean },
): Manquant[] {
  const plan = planDe(definition)
  return manquants.filter((m) => {
    const ids = m.champ.split('/')
    const champ = plan.get(ids[2] ?? ids[0] ?? '')?.champ
    const avant = champ && 'avant_statut' in champ ? champ.avant_statut : undefined
    return avant ? atteint(avant) : accorde
  })
}
