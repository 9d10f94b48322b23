import { enumerer } from '#domain/ecriture.ts'
import { type EtapeGuide, type Guide, type SensDecision, type Statut, trouverStatut } from './guide.ts'
import type { Obstacle } from './suivi.ts'

/**
 * Statuses that a dossier may go forward to, the next one first: those that follow in the guide, then those before it
 * in its own step. None once the dossier has ended. Guards (`obstacles`) may still hold some of them.
 */
export function avancees(guide: Guide, statutCourant: string): Statut[] {
  const ici = trouverStatut(guide, statutCourant)
  if (!ici || ici.statut.effet === 'terminee') return []
  const rang = ici.etape.statuts.indexOf(ici.statut)
  const plusLoin = guide.etapes.filter((etape) => etape.ordre > ici.etape.ordre).flatMap((etape) => etape.statuts)
  return [...ici.etape.statuts.slice(rang + 1), ...plusLoin, ...ici.etape.statuts.slice(0, rang)]
}

/**
 * Statuses that a dossier may go back to, nearest step first. Each step crossed must let go back: a step that does not
 * is a wall, one may come back to it but not beyond.
 */
export function reculs(guide: Guide, statutCourant: string): Statut[] {
  const ici = trouverStatut(guide, statutCourant)
  if (!ici) return []
  const trouves: Statut[] = []
  let depuis: EtapeGuide = ici.etape
  for (const etape of guide.etapes.toReversed()) {
    if (etape.ordre >= ici.etape.ordre) continue
    if (!depuis.retour_autorise) break
    trouves.push(...etape.statuts)
    depuis = etape
  }
  return trouves
}

export type Passage = {
  de: string
  vers: string
  /** Reason given, wanted to go back. */
  motif?: string
  /** Labels of the pièces asked to the établissement and not yet received. */
  pieces_attendues: readonly string[]
  /** The decision that holds now, if any. */
  decision?: { sens: SensDecision } | null
}

/** What holds a dossier where it is; empty when it may pass. The same for one dossier and for each of a lot. */
export function obstacles(guide: Guide, passage: Passage): Obstacle[] {
  const de = trouverStatut(guide, passage.de)
  const vers = trouverStatut(guide, passage.vers)
  if (!de || !vers)
    return [{ code: 'statut_inconnu', message: 'Ce statut n’existe pas dans le guide de ce dispositif.' }]
  if (de.statut.code === vers.statut.code)
    return [{ code: 'statut_inchange', message: `Le dossier est déjà au statut « ${vers.statut.libelle_agent} ».` }]
  if (vers.etape.ordre < de.etape.ordre) return obstaclesAuRecul(guide, passage, de.etape)
  if (de.statut.effet === 'terminee')
    return [
      {
        code: 'dossier_termine',
        message: `Le dossier est terminé (« ${de.statut.libelle_agent} ») : il n’avance plus.`,
      },
    ]
  return [...pieceAttendue(passage, de.etape, vers), ...decisionAttendue(vers.statut, passage.decision?.sens)]
}

function obstaclesAuRecul(guide: Guide, { de, vers, motif }: Passage, etape: EtapeGuide): Obstacle[] {
  const trouves: Obstacle[] = []
  if (!reculs(guide, de).some((s) => s.code === vers))
    trouves.push({
      code: 'retour_interdit',
      message: `Le guide ne permet pas de revenir si loin en arrière depuis l’étape « ${etape.libelle} ».`,
    })
  if ((motif ?? '').trim().length < 3)
    trouves.push({ code: 'motif_attendu', message: 'Indiquez pourquoi le dossier revient en arrière.' })
  return trouves
}

/** A missing pièce holds the dossier in its step, but never keeps it from being dropped. */
function pieceAttendue(
  { pieces_attendues }: Passage,
  de: EtapeGuide,
  vers: { statut: Statut; etape: EtapeGuide },
): Obstacle[] {
  const abandon = vers.statut.effet === 'terminee' && !vers.statut.exige_decision
  if (pieces_attendues.length === 0 || vers.etape.ordre === de.ordre || abandon) return []
  const noms = enumerer(pieces_attendues.map((p) => `« ${p} »`))
  return [{ code: 'piece_attendue', message: `L’établissement doit encore fournir ${noms}.` }]
}

function decisionAttendue(
  { decision, exige_decision, libelle_agent }: Statut,
  sens: SensDecision | undefined,
): Obstacle[] {
  const nom = `« ${libelle_agent} »`
  if (decision && sens !== decision)
    return [{ code: 'decision_attendue', message: `Enregistrez d’abord la décision : ${nom} en est le résultat.` }]
  if (exige_decision && !sens)
    return [{ code: 'decision_attendue', message: `Une décision est nécessaire avant le statut ${nom}.` }]
  if (exige_decision === 'favorable' && sens !== 'accorde' && sens !== 'accorde_partiel')
    return [{ code: 'decision_defavorable', message: `Le statut ${nom} suppose une décision favorable.` }]
  return []
}
