import type { Vue } from './droits.ts'
import { type Guide, type QuiAgit, type SensDecision, type Statut, trouverStatut } from './guide.ts'
import type { StatutVu } from './portefeuille.ts'

/** The statut of this code. Throws when the guide has lost it: guides are kept as they were at deposit. */
export function statutDe(guide: Guide, code: string): Statut {
  const trouve = trouverStatut(guide, code)
  if (!trouve) throw new Error(`Guide without the statut ${code}.`)
  return trouve.statut
}

/**
 * The statut that speaks for `code` in front of the établissement: the first of its step with the same public label.
 * « Avis demandés » and « Proposition faite » are both « En instruction » there, with one colour and one code, so that
 * nothing betrays which.
 */
export function statutPublic(guide: Guide, code: string): Statut {
  const lui = statutDe(guide, code)
  const etape = trouverStatut(guide, code)?.etape
  return etape?.statuts.find((s) => s.libelle_usager === lui.libelle_usager) ?? lui
}

/**
 * The statut the établissement sees once `code` is reached. A decision is not told before its notification: until then
 * what was seen before stays.
 */
export function statutMontre(guide: Guide, code: string, avant: string, notifiee: boolean): Statut {
  if (statutDe(guide, code).decision && !notifiee) return statutDe(guide, avant)
  return statutPublic(guide, code)
}

/** A statut in the words of the reader; `code` is already public for an usager. */
export function statutVu(guide: Guide, code: string, vue: Vue): StatutVu {
  const s = statutDe(guide, code)
  if (vue === 'agent')
    return { code, libelle: s.libelle_agent, couleur: s.couleur, icone: s.icone, qui_agit: s.qui_agit }
  const p = statutPublic(guide, code)
  return {
    code: p.code,
    libelle: p.libelle_usager,
    couleur: p.couleur,
    icone: p.icone,
    qui_agit: quiAgitEnPublic(p.qui_agit),
  }
}

/** Who inside the collectivité has the dossier in hands is not told: it is « le service ». */
export const quiAgitEnPublic = (qui: QuiAgit): QuiAgit => (qui === 'expert' || qui === 'responsable' ? 'service' : qui)

/** The statut that *is* this decision in this guide, if it foresees it. */
export const statutDeDecision = (guide: Guide, sens: SensDecision): Statut | undefined =>
  guide.etapes.flatMap((e) => e.statuts).find((s) => s.decision === sens)
