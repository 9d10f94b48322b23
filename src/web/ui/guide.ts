import type { Cercle } from '#domain/instruction/portefeuille.ts'
import type { Cercle as Rond } from './Cercles.tsx'
import { date } from './format.ts'

/** The line of a guide as the circles draw it; a step to come has no colour yet. */
export const versRonds = (ligne: Cercle[]): Rond[] =>
  ligne.map((c) => ({
    etape: c.etape,
    libelle: c.libelle,
    etat: c.etat,
    couleur: c.statut?.couleur ?? 'gris',
    icone: c.statut?.icone ?? 'sablier',
    precision: c.statut ? (c.le ? `${c.statut.libelle}, ${date(c.le)}` : c.statut.libelle) : undefined,
  }))
