import type { Fiche } from '#domain/referentiel/api.ts'
import { listerPropositionsDe, type Proposition } from '#domain/validation/api.ts'
import { estOuverte } from '#domain/validation/proposition.ts'
import { useRead } from '#web/call.ts'

export type { Proposition }

/** What is proposed for a fiche as it is today, and whether the reader may propose; nothing for the fiche of another day. */
export function usePropositions({ uai, moment }: Pick<Fiche, 'uai' | 'moment'>): {
  ouvertes: Proposition[]
  closes: Proposition[]
  peutProposer: boolean
} {
  const { data } = useRead(listerPropositionsDe, { params: { uai } }, { enabled: moment === null })
  const elements = (moment === null && data?.elements) || []
  return {
    ouvertes: elements.filter((p) => estOuverte(p.etat)),
    closes: elements.filter((p) => !estOuverte(p.etat)),
    peutProposer: moment === null && data?.peut_proposer === true,
  }
}
