import type { Scenario } from './scenarios.ts'

/** Answers by path, as the screens send them (amounts in cents), and the champs where a file is put. */
export type Saisie = { reponses: Record<string, unknown>; pieces: Record<string, string> }

/** What the établissement writes for one scenario; `n` makes each one a little different. */
export function saisieDe(scenario: Scenario, n: number): Saisie {
  if (scenario.modele === 'travaux-urgents') return travaux(scenario, n)
  return scenario.modele === 'equipement-pedagogique' ? equipement(scenario, n) : voyage(scenario, n)
}

const centimes = (euros: number) => Math.round(euros * 100)
const BATIMENTS = ['Bâtiment A', 'Bâtiment B', 'Externat', 'Internat', 'Demi-pension']

function travaux({ genre, objet, cout, le }: Scenario, n: number): Saisie {
  const porteur = n % 3 === 0 ? 'etablissement' : 'collectivite'
  const reponses: Record<string, unknown> = {
    danger: genre === 'securite_personnes' || genre === 'incendie',
    categorie: genre,
    objet,
    description: `${objet}. Le problème a été constaté par l’agent de maintenance ; il gêne le fonctionnement de l’établissement.`,
    constate_le: jourAvant(le, 2),
    batiment: BATIMENTS[n % BATIMENTS.length],
    locaux_fermes: n % 2 === 0,
    acces_libre: n % 4 !== 1,
    controle_fait: false,
    porteur,
    exactitude: true,
  }
  if (reponses.danger) reponses.mesures = 'Zone balisée et accès interdit aux élèves.'
  if (reponses.locaux_fermes) reponses.eleves_concernes = 60 + n * 7
  if (!reponses.acces_libre) reponses.creneaux = 'Le mercredi après-midi et pendant les vacances.'
  const pieces: Record<string, string> = { photos: 'Constat et photographies' }
  if (porteur === 'collectivite') return { reponses, pieces }
  const plafonne = Math.min(cout, 9900)
  Object.assign(reponses, {
    cout: centimes(plafonne),
    'devis/l1': { entreprise: 'Travaux du Midi (fictif)', devis_montant: centimes(plafonne), devis_retenu: true },
    part_etablissement: centimes(plafonne * 0.1),
    ca_vote: true,
    ca_date: jourAvant(le, 9),
  })
  return {
    reponses,
    pieces: { ...pieces, 'devis/l1/devis_fichier': 'Devis', ca_acte: 'Acte du conseil d’administration' },
  }
}

function equipement({ genre, objet, cout, le }: Scenario, n: number): Saisie {
  const quantite = 6 + (n % 5) * 2
  const participe = n % 2 === 0
  const reponses: Record<string, unknown> = {
    objet,
    type_demande: genre,
    formation: ['Seconde générale', 'Bac pro', 'BTS', 'Enseignement de spécialité', 'Cycle 4'][n % 5],
    eleves_concernes: 24 + n * 3,
    usage: `${objet} : le matériel servira toute l’année aux travaux pratiques et aux projets des élèves.`,
    priorite: 1 + (n % 3),
    'lignes/l1': {
      designation: objet,
      origine: 'catalogue',
      reference: `CAT-${1000 + n}`,
      quantite,
      prix_unitaire: Math.round(centimes(cout) / quantite),
    },
    participe,
    salle: `Salle ${100 + n}`,
    salle_prete: n % 3 !== 0,
    entretien: 'etablissement',
    a_ddfpt: false,
    inventaire: true,
  }
  if (genre === 'renouvellement')
    Object.assign(reponses, { ancien_inventaire: `INV-20${10 + (n % 9)}-${100 + n}`, ancien_devenir: 'don' })
  if (participe) reponses.participation = centimes(cout * 0.15)
  if (!reponses.salle_prete)
    Object.assign(reponses, { salle_manques: ['electricite'], salle_precisions: 'Deux prises à ajouter.' })
  if (genre !== 'ouverture_formation') return { reponses, pieces: {} }
  return {
    reponses: { ...reponses, ouverture_le: `${Number(le.slice(0, 4)) + 1}-09-01` },
    pieces: { avis_inspection: 'Avis de l’inspection' },
  }
}

function voyage({ genre, objet, cout, le }: Scenario, n: number): Saisie {
  const eleves = 28 + (n % 4) * 4
  const familles = Math.round((cout * 0.4) / eleves)
  const demande = Math.round(cout * 0.35)
  const depart = `${Number(le.slice(0, 4)) + (le.slice(5) > '09' ? 1 : 0)}-${le.slice(5) > '09' ? '04' : '06'}-12`
  const reponses: Record<string, unknown> = {
    objet,
    type: genre,
    pays: genre === 'sejour' && n % 2 ? 'France' : 'Union européenne',
    ville: objet.split(' ').at(-1) ?? objet,
    depart_le: depart,
    retour_le: `${depart.slice(0, 8)}17`,
    nuits: 5,
    objectifs: 'Pratiquer la langue, découvrir une autre culture et préparer un compte rendu présenté aux familles.',
    classes: 'Deux classes de seconde',
    eleves,
    boursiers: Math.round(eleves / 4),
    accompagnateurs: 3,
    'depenses/l1': { poste: 'transport', depense_montant: centimes(cout * 0.55) },
    'depenses/l2': { poste: 'hebergement', depense_montant: centimes(cout) - centimes(cout * 0.55) },
    part_famille: centimes(familles),
    fonds_social: centimes(cout - familles * eleves - demande),
    erasmus: false,
    montant_demande: centimes(demande),
    ca_date: jourAvant(le, 12),
    droit_image: true,
    bilan: true,
  }
  if (genre === 'pfmp')
    Object.assign(reponses, { semaines: 4, hebergement_payant: true, organisme: 'Réseau des entreprises partenaires' })
  if (genre === 'echange') reponses.partenaire = 'Établissement partenaire'
  if (genre === 'sortie')
    Object.assign(reponses, {
      'trajets/l1': { trajet: 'Aller et retour en car', km: 120, tarif_km: 250 },
      fonds_social: centimes(cout - familles * eleves - demande + 300),
    })
  return {
    reponses,
    pieces: {
      programme: 'Programme du voyage',
      budget_detaille: 'Budget détaillé',
      ca_acte: 'Acte du conseil d’administration',
      ...(genre === 'pfmp' ? { accord_accueil: 'Accord de l’organisme d’accueil' } : {}),
    },
  }
}

/** The day `jours` before `jour`, both AAAA-MM-JJ. */
export function jourAvant(jour: string, jours: number): string {
  const d = new Date(`${jour}T12:00:00Z`)
  d.setUTCDate(d.getUTCDate() - jours)
  return d.toISOString().slice(0, 10)
}
