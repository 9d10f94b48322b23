import type { Defaut } from './controle_conditions.ts'
import type { Champ, Definition, Etape } from './definition.ts'
import { planDe } from './plan.ts'
import { type Dependant, dependantsDe } from './references.ts'

/** What the agents' part of a form may not be: read by the usager's, placed where nobody fills it, or sworn. */
export function defautsDesFaces(definition: Definition): Defaut[] {
  const defauts: Defaut[] = []
  const pourAgents = (champ: Champ, etape: Etape) => (champ.face ?? etape.face) === 'agents'
  if (!definition.etapes.some((e) => e.champs.some((c) => pourAgents(c, e))))
    return definition.etapes.flatMap((e, i) =>
      e.champs.flatMap((c, j) => horsDesAgents(c, `etapes[${i}].champs[${j}]`)),
    )
  const [premiere] = definition.etapes
  if (premiere?.champs.every((c) => pourAgents(c, premiere)))
    defauts.push({ chemin: 'etapes[0]', message: 'La première étape doit poser une question à l’usager.' })
  definition.etapes.forEach((etape, e) => {
    etape.champs.forEach((champ, c) => {
      const ici = `etapes[${e}].champs[${c}]`
      if (!pourAgents(champ, etape)) {
        defauts.push(...horsDesAgents(champ, ici))
        return
      }
      defauts.push(...defautsDUnChampDAgents(definition, champ, ici))
    })
  })
  return defauts
}

function defautsDUnChampDAgents(definition: Definition, champ: Champ, ici: string): Defaut[] {
  const defauts: Defaut[] = []
  const internes = champ.type === 'bloc_repetable' ? champ.champs : []
  if ([champ, ...internes].some((c) => c.type === 'attestation'))
    defauts.push({ chemin: ici, message: 'Une attestation ne se demande qu’à l’usager.' })
  if (internes.some((c) => c.type === 'piece'))
    defauts.push({ chemin: ici, message: 'Une pièce des agents se place hors d’un bloc répétable.' })
  for (const d of [champ, ...internes].flatMap((c) => dependantsDe(definition, c.id)))
    if (!estDesAgents(definition, d.genre, d.id))
      defauts.push({
        chemin: ici,
        message: `« ${d.libelle} » se montre à l’usager : il ne peut pas dépendre de cette donnée des agents.`,
      })
  const reprise = 'reprend' in champ ? champ.reprend : undefined
  if (!reprise) return defauts
  if (champ.type === 'piece')
    return [...defauts, { chemin: `${ici}.reprend`, message: 'Une pièce des agents ne reprend pas celle de l’usager.' }]
  const source = planDe(definition).get(reprise)
  if (!source || source.bloc || estDesAgents(definition, 'champ', reprise))
    defauts.push({ chemin: `${ici}.reprend`, message: `« ${reprise} » n’est pas une question de l’usager.` })
  else if (source.champ.type !== champ.type)
    defauts.push({ chemin: `${ici}.reprend`, message: `« ${source.champ.libelle} » n’est pas du même type.` })
  return defauts
}

function estDesAgents(definition: Definition, genre: Dependant['genre'], id: string): boolean {
  if (genre === 'reperes' || genre === 'regle') return false
  if (genre === 'etape') {
    const etape = definition.etapes.find((e) => e.id === id)
    return etape?.champs.every((c) => (c.face ?? etape.face) === 'agents') === true
  }
  const place = planDe(definition).get(id)
  return (place?.champ.face ?? place?.bloc?.face ?? place?.etape.face) === 'agents'
}

/** What only a champ for agents may bear, found on another. */
function horsDesAgents(champ: Champ, ici: string): Defaut[] {
  const porte: Record<string, unknown> = champ
  const defauts = (['avant_statut', 'reprend'] as const)
    .filter((cle) => porte[cle] !== undefined)
    .map((cle) => ({ chemin: `${ici}.${cle}`, message: 'Ce réglage n’est que pour les champs des agents.' }))
  if (champ.type === 'bloc_repetable')
    champ.champs.forEach((c, i) => {
      if (c.face)
        defauts.push({
          chemin: `${ici}.champs[${i}].face`,
          message: 'Un champ d’un bloc de l’usager ne se réserve pas aux agents : réservez le bloc.',
        })
    })
  return defauts
}
