import type { Follower } from '../platform/context.ts'
import { suivre } from '../referentiel/suiveurs.ts'

/** Addresses to confirm name an établissement: they go where it goes. */
export const suiveurs: Follower[] = [
  suivre({
    nom: 'demande',
    libelle: 'Demandes sans compte à confirmer',
    table: 'horscompte.demande',
    cle: ['id'],
  }),
]
