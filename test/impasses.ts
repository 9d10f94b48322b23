import type { Guide, SensDecision } from '#domain/instruction/guide.ts'
import { trouverStatut } from '#domain/instruction/guide.ts'
import {
  avanceVersNotifie,
  type Etat,
  INCOMPLET,
  listerAvancees,
  NOTIFIE,
  obstaclesAvancee,
  obstaclesDecision,
  obstaclesDemande,
  obstaclesNotification,
} from '#domain/instruction/mouvements.ts'
import { statutDeDecision } from '#domain/instruction/vue.ts'

type Ici = Pick<Etat, 'statut' | 'decision'>
const SENS: SensDecision[] = ['accorde', 'accorde_partiel', 'ajourne', 'refuse']

/** Where a dossier may go from here without going back: by an advance, a decision, a letter, or a pièce asked. */
function suites(guide: Guide, ici: Ici): Ici[] {
  const etat: Etat = { guide, pieces_attendues: [], ...ici }
  const { decision } = ici
  const trouvees: Ici[] = listerAvancees(etat)
    .filter((s) => obstaclesAvancee(etat, s.code).length === 0)
    .map((s) => ({ statut: s.code, decision }))
  for (const sens of SENS) {
    const vers = statutDeDecision(guide, sens)
    if (vers && obstaclesDecision(etat, sens).length === 0)
      trouvees.push({ statut: vers.code, decision: { sens, notifiee: false } })
  }
  if (decision && obstaclesNotification(etat).length === 0)
    trouvees.push({ statut: avanceVersNotifie(etat) ? NOTIFIE : ici.statut, decision: { ...decision, notifiee: true } })
  if (obstaclesDemande(etat).length === 0 && !decision) trouvees.push({ statut: INCOMPLET, decision })
  return trouvees
}

/** Places of a guide from which a dossier could never end, and statuts that none could ever take. */
export function impasses(guide: Guide): { bloques: string[]; jamais_pris: string[] } {
  const cle = (i: Ici) => JSON.stringify([i.statut, i.decision?.sens, i.decision?.notifiee])
  const initial = guide.etapes.flatMap((e) => e.statuts).find((s) => s.initial)?.code ?? ''
  const vus = new Map<string, { ici: Ici; vers: string[] }>()
  const file: Ici[] = [{ statut: initial, decision: null }]
  for (let ici = file.pop(); ici; ici = file.pop()) {
    if (vus.has(cle(ici))) continue
    const suivantes = suites(guide, ici)
    vus.set(cle(ici), { ici, vers: suivantes.map(cle) })
    file.push(...suivantes)
  }
  const finit = new Set(
    [...vus].filter(([, { ici }]) => trouverStatut(guide, ici.statut)?.statut.effet === 'terminee').map(([c]) => c),
  )
  for (let avant = -1; avant !== finit.size; ) {
    avant = finit.size
    for (const [c, { vers }] of vus) if (vers.some((v) => finit.has(v))) finit.add(c)
  }
  const pris = new Set([...vus.values()].map((v) => v.ici.statut))
  return {
    bloques: [...vus.keys()].filter((c) => !finit.has(c)),
    jamais_pris: guide.etapes.flatMap((e) => e.statuts.map((s) => s.code)).filter((s) => !pris.has(s)),
  }
}
