import { ecrireMontant } from '../ecriture.ts'
import type { ErreurDeChamp } from '../erreurs.ts'
import type { SensDecision } from './guide.ts'

export type Saisie = { sens: SensDecision; montant?: number | null; motif: string }

/** A refusal and a partial grant owe their reasons (CRPA, L211-2). */
export const motifObligatoire = (sens: SensDecision): boolean => sens === 'refuse' || sens === 'accorde_partiel'

/** What is wrong in a decision as typed, champ by champ. `demande` is the amount asked, in euros, if the form asks one. */
export function fautesDeDecision({ sens, montant, motif }: Saisie, demande: number | null): ErreurDeChamp[] {
  const fautes: ErreurDeChamp[] = []
  if (motifObligatoire(sens) && motif.length < 3)
    fautes.push({ champ: 'motif', message: 'Donnez les raisons de cette décision : elles figurent dans la lettre.' })
  const message = fauteDeMontant(sens, montant ?? null, demande)
  if (message) fautes.push({ champ: 'montant', message })
  return fautes
}

function fauteDeMontant(sens: SensDecision, montant: number | null, demande: number | null): string | undefined {
  if (sens === 'refuse' || sens === 'ajourne')
    return montant ? 'Aucun montant n’accompagne un refus ou un report : videz ce champ.' : undefined
  if (demande === null) return undefined
  const asked = ecrireMontant(Math.round(demande * 100))
  if (montant !== null && montant > demande) return `Le montant accordé dépasse le montant demandé (${asked}).`
  if (sens === 'accorde_partiel' && (montant === null || montant === 0 || montant === demande))
    return `Indiquez un montant inférieur au montant demandé (${asked}).`
  if (sens === 'accorde' && montant !== null && montant < demande)
    return `Ce montant est inférieur au montant demandé (${asked}) : choisissez « Accordé en partie ».`
  return undefined
}

/** Granting without an amount grants what was asked. */
export const montantRetenu = ({ sens, montant }: Saisie, demande: number | null): number | null =>
  sens === 'accorde' ? (montant ?? demande) : sens === 'accorde_partiel' ? (montant ?? null) : null

/** « La subvention est accordée » in the letter; the amount follows when there is one. */
export function phraseDeDecision(sens: SensDecision, montant: number | null): string {
  const somme = montant === null ? '' : `, pour un montant de ${ecrireMontant(Math.round(montant * 100))}`
  if (sens === 'accorde') return `Votre demande est accordée${somme}.`
  if (sens === 'accorde_partiel') return `Votre demande est accordée en partie${somme}.`
  if (sens === 'refuse') return 'Votre demande est refusée.'
  return 'L’examen de votre demande est reporté.'
}

/** Two months from notification (CJA, R421-1): owed with an unfavourable decision, and always to the public. */
export const mentionneLesRecours = (sens: SensDecision, regime: 'administration' | 'public'): boolean =>
  regime === 'public' || sens === 'refuse' || sens === 'accorde_partiel'
