import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { controler } from '#domain/formulaire/controle.ts'
import { parcours } from '#domain/formulaire/parcours.ts'
import { type ContextePreremplissage, commencer } from '#domain/formulaire/prefill.ts'
import { reperes } from '#domain/formulaire/recapitulatif.ts'
import { modifier, poserPieces } from '#domain/formulaire/saisie.ts'
import type { PieceJointe } from '#domain/formulaire/types/piece.ts'
import { reponsesUtiles } from '#domain/formulaire/visite.ts'
import { statutInitial } from '#domain/instruction/guide.ts'
import { etatDuBouton } from './bouton.ts'
import { Modele } from './modele.ts'
import { ouverture } from './ouverture.ts'

const DOSSIER = new URL('../../../donnees/modeles/', import.meta.url)
const noms = readdirSync(DOSSIER).filter((n) => n.endsWith('.json'))
const lireModele = (nom: string) => Modele.parse(JSON.parse(readFileSync(new URL(nom, DOSSIER), 'utf8')))
const LE_24_NOVEMBRE = new Date('2026-11-24T09:00:00Z')
const aujourdhui = '2026-11-24'

const contexte: ContextePreremplissage = {
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
const pdf: PieceJointe = { id: '1', nom: 'acte.pdf', taille: 12_000, format: 'pdf' }
const photo: PieceJointe = { id: '2', nom: 'fuite.jpg', taille: 900_000, format: 'jpg' }

/** Fills a form as the screens do: edits by chemin, then files. */
function remplir(nom: string, changements: Record<string, unknown>, pieces: Record<string, PieceJointe> = {}) {
  const { formulaire } = lireModele(nom)
  const { reponses, preremplis } = commencer(formulaire, contexte)
  const saisi = modifier(formulaire, reponses, changements, preremplis)
  expect(saisi.refusees).toEqual([])
  const completes = Object.entries(pieces).reduce((r, [chemin, p]) => poserPieces(r, chemin, [p]), saisi.reponses)
  return { formulaire, reponses: completes, ...parcours(formulaire, completes, { aujourdhui }) }
}

describe.each(noms)('le modèle %s', (nom) => {
  const modele = lireModele(nom)

  test('se publie sans retouche', () => {
    expect(controler(modele.formulaire).defauts).toEqual([])
    expect(modele.formulaire.etapes.length).toBeGreaterThanOrEqual(3)
    expect(statutInitial(modele.guide).code).toBe('depose')
  })

  test('est ouvert le 24 novembre 2026', () => {
    expect(ouverture(modele.fiche.calendrier, LE_24_NOVEMBRE).etat).toBe('ouvert')
    expect(
      etatDuBouton(modele, { connecte: true, etablissement: { audience: 'lycee', secteur: 'public' } }, LE_24_NOVEMBRE),
    ).toEqual({ action: 'commencer', libelle: 'Commencer' })
  })

  test('a une étape Votre établissement déjà faite, et le reste à faire', () => {
    const { reponses } = commencer(modele.formulaire, contexte)
    const { etapes, complet } = parcours(modele.formulaire, reponses, { aujourdhui })
    expect(complet).toBe(false)
    for (const etape of etapes) expect(etape.etat).toBe(etape.id === 'etablissement' ? 'terminee' : 'a_faire')
  })

  test('ne parle que d’adresses fictives', () => {
    const texte = JSON.stringify(modele)
    for (const [adresse] of texte.matchAll(/[\w.]+@[\w.]+\.[a-z]+/g)) expect(adresse).toMatch(/@preau\.example$/)
    for (const [numero] of texte.matchAll(/0\d( \d\d){4}/g)) expect(numero).toMatch(/^05 36 49/)
  })
})

const panne = {
  danger: true,
  mesures: 'Local fermé à clé.',
  categorie: 'incendie',
  objet: 'Fumée dans le local électrique',
  description: 'Une fumée noire sort du tableau électrique du rez-de-chaussée.',
  constate_le: '2026-11-23',
  batiment: 'B',
  locaux_fermes: false,
  acces_libre: true,
  porteur: 'collectivite',
  exactitude: true,
}

describe('travaux urgents', () => {
  test('un danger immédiat montre le numéro d’astreinte avant toute autre question', () => {
    const { etapes } = remplir('travaux-urgents.json', { danger: true })
    expect(etapes[0]?.champs.slice(0, 2).map((c) => c.champ.id)).toEqual(['danger', 'info_astreinte'])
    expect(JSON.stringify(etapes[0]?.champs[1])).toContain('05 36 49 00 18')
    const calme = remplir('travaux-urgents.json', { danger: false })
    expect(calme.etapes[0]?.champs.map((c) => c.champ.id)).not.toContain('info_astreinte')
  })

  test('la collectivité porte les travaux : ni devis, ni vote, ni montant ne sont exigés', () => {
    const { manquants, complet } = remplir('travaux-urgents.json', panne, { photos: photo })
    expect(manquants).toEqual([])
    expect(complet).toBe(true)
  })

  test('l’établissement porte des travaux de sécurité : deux devis dès 10 000 €, et le vote du conseil', () => {
    const saisie = { ...panne, porteur: 'etablissement', cout: 10_000_00, part_etablissement: 1_000_00 }
    const { manquants } = remplir('travaux-urgents.json', saisie, { photos: photo })
    expect(manquants.map((m) => m.champ)).toEqual([
      'devis',
      'devis/l1/entreprise',
      'devis/l1/devis_montant',
      'devis/l1/devis_retenu',
      'devis/l1/devis_fichier',
      'ca_vote',
    ])
    expect(manquants[0]?.message).toContain('2 devis')
    const moins = remplir('travaux-urgents.json', { ...saisie, cout: 9_999_99 }, { photos: photo })
    expect(moins.manquants.map((m) => m.champ)).not.toContain('devis')
  })

  test('l’aide au-delà de 45 000 € est refusée avec ce qu’il faut faire', () => {
    const saisie = {
      ...panne,
      categorie: 'chauffage',
      porteur: 'etablissement',
      cout: 46_000_00,
      part_etablissement: 999_99,
      'devis/l1': { entreprise: 'Thermique du Lauragais', devis_montant: 46_000_00, devis_retenu: true },
      'devis/l2': { entreprise: 'Chauffe Garonne', devis_montant: 51_200_00, devis_retenu: false },
    }
    const pieces = { photos: photo, 'devis/l1/devis_fichier': pdf, 'devis/l2/devis_fichier': pdf }
    const trop = remplir('travaux-urgents.json', saisie, pieces)
    expect(trop.manquants).toMatchObject([{ etape: 'travaux', champ: 'montant_demande' }])
    expect(trop.manquants[0]?.message).toContain('45 000 €')
    const juste = remplir('travaux-urgents.json', { ...saisie, part_etablissement: 1_000_00 }, pieces)
    expect(juste.complet).toBe(true)
    expect(reperes(juste.formulaire, juste.reponses)).toEqual({
      objet: 'Fumée dans le local électrique',
      montant: 45_000_00,
    })
  })
})

describe('équipement pédagogique', () => {
  const saisie = {
    objet: 'Postes à souder',
    type_demande: 'renouvellement',
    formation: 'Bac pro TCI',
    ancien_inventaire: 'INV-2009-114',
    ancien_devenir: 'vente',
    eleves_concernes: 24,
    usage: 'Remplacer six postes hors d’âge et dangereux.',
    priorite: 1,
    'lignes/l1': { designation: 'Poste MIG', origine: 'hors_catalogue', quantite: 6, prix_unitaire: 1_249_90 },
    'lignes/a7f': {
      designation: 'Établi',
      origine: 'catalogue',
      reference: 'ET-200',
      quantite: 3,
      prix_unitaire: 410_00,
    },
    participe: true,
    participation: 729_40,
    salle: 'Atelier 2',
    salle_prete: false,
    salle_manques: ['electricite', 'ventilation'],
    entretien: 'aucun',
    a_ddfpt: true,
    inventaire: true,
  }

  test('le total est exact au centime et la participation s’en déduit', () => {
    const { formulaire, reponses, manquants } = remplir('equipement-pedagogique.json', saisie, {
      'lignes/l1/devis': pdf,
      avis_ddfpt: pdf,
    })
    expect(manquants).toEqual([])
    expect(reponsesUtiles(formulaire, reponses)).toMatchObject({ total: 8_729_40, montant_demande: 8_000_00 })
  })

  test('une ouverture de formation demande l’avis de l’inspection et oublie l’ancien matériel', () => {
    const { formulaire, reponses, manquants } = remplir('equipement-pedagogique.json', {
      ...saisie,
      type_demande: 'ouverture_formation',
    })
    expect(manquants.map((m) => m.champ)).toEqual(['ouverture_le', 'avis_inspection', 'lignes/l1/devis', 'avis_ddfpt'])
    expect(reponses.ancien_inventaire).toBe('INV-2009-114')
    expect(reponsesUtiles(formulaire, reponses)).not.toHaveProperty('ancien_inventaire')
  })
})

describe('voyages et mobilité', () => {
  const stage = {
    objet: 'Stage en Irlande',
    type: 'pfmp',
    pays: 'Irlande',
    ville: 'Cork',
    depart_le: '2027-03-01',
    retour_le: '2027-03-27',
    semaines: 4,
    hebergement_payant: false,
    organisme: 'Cork Catering',
    objectifs: 'Découvrir la restauration collective irlandaise.',
    classes: '1re CSR',
    eleves: 10,
    boursiers: 4,
    accompagnateurs: 2,
    'depenses/d1': { poste: 'transport', depense_montant: 3_000_00 },
    'depenses/d2': { poste: 'assurance', depense_montant: 1_500_50 },
    part_famille: 50_00,
    erasmus: true,
    erasmus_montant: 1_000_50,
    montant_demande: 3_000_00,
    ca_date: '2026-11-10',
    bilan: true,
  }
  const pieces = { programme: pdf, budget_detaille: pdf, ca_acte: pdf, accord_accueil: pdf }

  test('une PFMP de quatre semaines, dix élèves, transport seul : 3 000 € au plus', () => {
    const juste = remplir('voyages-mobilite.json', stage, pieces)
    expect(juste.manquants).toEqual([])
    expect(reponsesUtiles(juste.formulaire, juste.reponses)).toMatchObject({
      plafond: 3_000_00,
      depassement: 0,
      ecart: 0,
    })
    const trop = remplir('voyages-mobilite.json', { ...stage, montant_demande: 3_000_01, part_famille: 49_99 }, pieces)
    expect(trop.manquants.map((m) => m.champ)).toContain('montant_demande')
    const heberge = remplir('voyages-mobilite.json', { ...stage, hebergement_payant: true }, pieces)
    expect(reponsesUtiles(heberge.formulaire, heberge.reponses)).toMatchObject({ plafond_heberge: 6_000_00 })
  })

  test('un budget déséquilibré d’un centime ne se dépose pas', () => {
    const { manquants } = remplir('voyages-mobilite.json', { ...stage, erasmus_montant: 1_000_49 }, pieces)
    expect(manquants).toEqual([
      {
        etape: 'budget',
        champ: 'ecart',
        libelle: 'Écart entre recettes et dépenses',
        message: 'Équilibrez le budget : les recettes doivent égaler les dépenses.',
      },
    ])
  })

  test('plus de boursiers que d’élèves, un retour avant le départ : chaque erreur dit quoi faire', () => {
    const { manquants } = remplir('voyages-mobilite.json', { ...stage, boursiers: 11, retour_le: '2027-02-28' }, pieces)
    expect(manquants.map(({ champ, message }) => [champ, message.replace(/\u00a0/g, ' ')])).toEqual([
      ['retour_le', 'Choisissez une date à partir du 1er mars 2027.'],
      ['boursiers', 'Saisissez au plus 10 élèves.'],
    ])
  })

  test('fermé le 2 décembre, il annonce sa prochaine période', () => {
    const modele = lireModele('voyages-mobilite.json')
    const qui = { connecte: true, etablissement: { audience: 'college', secteur: 'public' } } as const
    expect(etatDuBouton(modele, qui, new Date('2026-12-01T22:59:59Z')).action).toBe('commencer')
    const apres = etatDuBouton(modele, qui, new Date('2026-12-01T23:00:00Z'))
    expect({ ...apres, libelle: apres.libelle.replace(/\u00a0/g, ' ') }).toEqual({
      action: 'attendre',
      libelle: 'Ouvre le 1er mars 2027',
    })
  })
})
