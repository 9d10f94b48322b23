import type { Cercle } from '#domain/instruction/portefeuille.ts'
import type { Cercle as Rond } from './Cercles.tsx'
import { date } from './format.ts'

/** The line of a guide as the circles draw it, each with the statut reached there and its day. */
export const versRonds = (ligne: Cercle[]): Rond[] =>
  ligne.map(({ statut, le, ...c }) => ({
    ...c,
    precision: statut ? (le ? `${statut.libelle}, ${date(le)}` : statut.libelle) : undefined,
  }))
