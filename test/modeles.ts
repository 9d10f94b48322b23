import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parcours } from '#domain/formulaire/parcours.ts'
import { type ContextePreremplissage, commencer } from '#domain/formulaire/prefill.ts'
import { modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import type { PieceJointe } from '#domain/formulaire/types/piece.ts'
import { Modele } from '#domain/teleservices/modele.ts'

const DOSSIER = new URL('../donnees/modeles/', import.meta.url)

/** Files of the téléservices shipped with the product. */
export const nomsDesModeles = readdirSync(DOSSIER).filter((n) => n.endsWith('.json'))
export const lireModele = (nom: string): Modele => Modele.parse(JSON.parse(readFileSync(new URL(nom, DOSSIER), 'utf8')))

export const aujourdhui = '2026-11-24'

/** What the house knows of Claire and her lycée. */
export const contexte: ContextePreremplissage = {
  etablissement: {
    uai: '0310044Y',
    nom: 'Lycée polyvalent Déodat de Séverac',
    commune: 'Toulouse',
    siret: '19310044500012',
    telephone: '05 36 49 01 01',
    date: '2026-09-12',
  },
  demandeur: {
    nom: 'Martin',
    prenom: 'Claire',
    fonction: 'Proviseure',
    courriel: 'claire@preau.example',
    date: '2026-10-01',
  },
}
export const pdf: PieceJointe = { id: '1', nom: 'acte.pdf', taille: 12_000, format: 'pdf' }
export const photo: PieceJointe = { id: '2', nom: 'fuite.jpg', taille: 900_000, format: 'jpg' }

/** Fills a form as the screens do: edits by chemin, then files. */
export function remplir(nom: string, changements: Record<string, unknown>, pieces: Record<string, PieceJointe> = {}) {
  const { formulaire } = lireModele(nom)
  const { reponses, preremplis } = commencer(formulaire, contexte)
  const saisi = modifier(formulaire, reponses, changements, preremplis)
  expect(saisi.refusees).toEqual([])
  const completes = Object.entries(pieces).reduce((r, [chemin, p]) => poserPieces(r, chemin, [p]), saisi.reponses)
  return { formulaire, reponses: completes, ...parcours(formulaire, completes, { aujourdhui }) }
}
