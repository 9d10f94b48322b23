/** The steps of a run, then its ends. `comparee` with `a_confirmer` waits for somebody. */
export const ETATS_EXECUTION = [
  'recue',
  'lue',
  'comparee',
  'appliquee',
  'a_blanc',
  'partielle',
  'refusee',
  'echouee',
  'annulee',
] as const
export type EtatExecution = (typeof ETATS_EXECUTION)[number]

export const LIBELLES_ETATS: Record<EtatExecution, string> = {
  recue: 'Reçu',
  lue: 'Lu',
  comparee: 'À confirmer',
  appliquee: 'Appliqué',
  a_blanc: 'À blanc, terminé',
  partielle: 'Interrompu, reprenable',
  refusee: 'Refusé',
  echouee: 'En échec',
  annulee: 'Annulé',
}

/** Nothing more happens to it by itself. */
export const estFinie = (etat: EtatExecution): boolean => !['recue', 'lue', 'comparee'].includes(etat)
