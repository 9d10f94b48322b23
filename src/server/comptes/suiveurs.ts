import { sql } from 'kysely'
import type { Follower } from '../platform/context.ts'
import { suivre } from '../referentiel/suiveurs.ts'

/** People go on acting, and agents following, when an établissement takes the place of another. */
export const suiveurs: Follower[] = [
  suivre({
    nom: 'habilitation',
    libelle: 'Habilitations',
    table: 'comptes.habilitation',
    cle: ['id'],
    unique: ['personne_id'],
    enCours: true,
    // In an administrative merger, those that have ended belong to the past of the absorbed.
    quand: ({ kind }) => (kind === 'doublon' ? sql<boolean>`true` : sql<boolean>`t.jusque is null`),
  }),
  suivre({
    nom: 'perimetre',
    libelle: 'Périmètres d’agents',
    table: 'comptes.perimetre',
    cle: ['id'],
    colonne: 'code',
    unique: ['personne_id', 'genre'],
    quand: () => sql<boolean>`t.genre = 'etablissement'`,
  }),
]
