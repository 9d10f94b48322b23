import type { Actions, Destination, Instruction } from '#domain/instruction/suivi.ts'

export type Principale = { genre: 'notifier' } | { genre: 'avancer'; destination: Destination } | { genre: 'decider' }

export const estLibre = (acte: { obstacles: unknown[] } | null): boolean => acte !== null && acte.obstacles.length === 0

/**
 * What an agent most likely does next: tell a decision that waits; else the next statut of this step or of the one
 * after; else decide. Far statuts (close, drop) are the main act only once decided. `undefined` when the dossier waits.
 */
export function principale({ ligne, actions, decision }: Instruction): Principale | undefined {
  if (estLibre(actions.notifier)) return { genre: 'notifier' }
  const proche = prochains(ligne, actions.avancer).find(estLibre)
  if (proche) return { genre: 'avancer', destination: proche }
  if (actions.decider.some(estLibre)) return { genre: 'decider' }
  const loin = decision ? actions.avancer.find(estLibre) : undefined
  return loin && { genre: 'avancer', destination: loin }
}

/** What holds the next step, in words; empty when nothing does. */
export function attente({ ligne, actions }: Instruction): string[] {
  const [suivant] = prochains(ligne, actions.avancer)
  return suivant ? suivant.obstacles.map((o) => o.message) : []
}

/** What follows in the guide: the rest of the step in course, then the next step. */
function prochains(ligne: Instruction['ligne'], avancees: Actions['avancer']): Destination[] {
  const rang = ligne.findLastIndex((c) => c.etat !== 'a_venir')
  const ici = ligne[rang]?.etape
  const apres = ligne[rang + 1]?.etape
  // The guide names what follows first: a statut of this step that comes after another step is behind us.
  const autre = avancees.findIndex((d) => d.etape !== ici)
  return avancees.filter((d, i) => d.etape === apres || (d.etape === ici && (autre < 0 || i < autre)))
}
