import type { Follower } from '../platform/context.ts'
import { suivre } from '../referentiel/suiveurs.ts'

/** Drafts and deposits; those that are over are held back by the instruction, which knows it. */
export const suiveurs: Follower[] = [
  suivre({ nom: 'dossier', libelle: 'Dossiers', table: 'dossiers.dossier', cle: ['id'] }),
]
