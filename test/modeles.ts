import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { parcours } from '#domain/formulaire/parcours.ts'
import { type ContextePreremplissage, commencer } from '#domain/formulaire/prefill.ts'
import { modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import type { PieceJointe } from '#domain/formulaire/types/piece.ts'
import { type Livre, lireLivre, type Modele, modeleDe } from '#domain/teleservices/modele.ts'
import type { Consignes } from './robot.ts'

const DOSSIER = new URL('../donnees/modeles/', import.meta.url)

/** Files of the téléservices shipped with the product. */
export const nomsDesModeles = readdirSync(DOSSIER).filter((n) => n.endsWith('.json'))
export const lireLivreDe = (nom: string): Livre => lireLivre(JSON.parse(readFileSync(new URL(nom, DOSSIER), 'utf8')))
export const lireModele = (nom: string): Modele => modeleDe(lireLivreDe(nom))

/** What the rules between answers leave no choice about: a budget that balances, an aid below its ceiling. */
export const FIXES: Record<string, Consignes['fixes']> = {
  'actions-educatives': {
    classe_eleves: 25,
    depense_montant: 100_00,
    deja_demande: 0,
    part_etablissement: 0,
    part_familles: 0,
    recette_montant: 1_00,
    montant_demande: (lire) =>
      Number(lire('total_depenses') ?? 0) - Number(lire('total_recettes') ?? 0) + Number(lire('montant_demande') ?? 0),
  },
  'aides-individuelles': { eleves_un: 5 },
  'dotation-complementaire': {
    depense_montant: 5_000_00,
    depense_prevue: 10_00,
    indemnite: 100_00,
    part_etablissement: 0,
  },
  'equipement-pedagogique': { participation: 1_00, prix_unitaire: 250_00 },
  numerique: {
    postes_demandes: 24,
    fonds_propres: 0,
    financeur_montant: 1_00,
    cout_total: (lire) => Number(lire('licences') ?? 0) + 1_500_00,
  },
  'prive-sous-contrat': {
    contrat: 'association',
    organisme_rna: 'W313012345',
    depenses_annuelles: 1_000_000_000_00,
    fonds_publics: 10_00,
    fonds_propres: 0,
    financeur_montant: 1_00,
    devis_montant: 40_000_00,
  },
  'travaux-urgents': { cout: 30_000_00, part_etablissement: 1_000_00 },
  'voyages-mobilite': {
    part_famille: 0,
    fonds_social: 0,
    autres_recettes: 0,
    erasmus_montant: 1,
    tarif_km: 1,
    depense_montant: 1_00,
    montant_demande: (lire) => Number(lire('total_depenses') ?? 0) - Number(lire('erasmus_montant') ?? 0),
  },
}

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
