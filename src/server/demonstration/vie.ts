/** Invented life of a few établissements: people, works, equipment, notes. Every person here is fictitious. */

type Valeurs = Record<string, string | number | null>
export type VieDEtablissement = { rubrique: RubriqueDeVie; valeurs: Valeurs }
type RubriqueDeVie =
  | 'contact'
  | 'operation'
  | 'logement'
  | 'moyen_humain'
  | 'equipement'
  | 'compte_financier'
  | 'actualite'
  | 'note'
  | 'tache'

const NOMS = [
  'Abadie',
  'Barthe',
  'Castex',
  'Dupuy',
  'Escudié',
  'Fauré',
  'Gleizes',
  'Houlès',
  'Izard',
  'Jammes',
  'Lacaze',
  'Maurel',
  'Négrier',
  'Olivier',
  'Puech',
]
const PRENOMS = [
  'Adèle',
  'Basile',
  'Céleste',
  'Damien',
  'Élise',
  'Fabien',
  'Gaëlle',
  'Hugo',
  'Irène',
  'Joseph',
  'Karine',
  'Lucien',
  'Mireille',
  'Noël',
  'Odile',
]
const OPERATIONS = [
  'Réfection des toitures',
  'Mise en accessibilité',
  'Rénovation de la demi-pension',
  'Isolation des façades',
  'Réaménagement du CDI',
  'Remplacement de la chaufferie',
]
const CATEGORIES = ['Ordinateur fixe', 'Ordinateur portable', 'Tableau interactif']

const cents = (euros: number) => euros * 100

/** What the demonstration adds to the `n`th établissement: the same each time, different from its neighbour. */
export function vieDe(n: number): VieDEtablissement[] {
  const nom = (rang: number) => NOMS[(n * 4 + rang) % NOMS.length] ?? 'Abadie'
  const prenom = (rang: number) => PRENOMS[(n * 7 + rang * 2) % PRENOMS.length] ?? 'Adèle'
  const personne = (rang: number, role: string, depuis: string, jusque: string | null = null): VieDEtablissement => ({
    rubrique: 'contact',
    valeurs: {
      role,
      civilite: rang % 2 ? 'M.' : 'Mme',
      prenom: prenom(rang),
      nom: nom(rang),
      courriel: `contact${n * 4 + rang}@preau.example`,
      telephone: `05 61 00 ${String(10 + (n % 80))} ${String(10 + rang)}`,
      depuis,
      jusque,
    },
  })
  return [
    personne(0, 'chef', '2022-09-01'),
    personne(1, 'adjoint_gestionnaire', '2021-09-01'),
    personne(2, 'agent_comptable', '2019-09-01', '2025-08-31'),
    personne(3, 'agent_comptable', '2025-09-01'),
    ...[0, 1].map(
      (i): VieDEtablissement => ({
        rubrique: 'operation',
        valeurs: {
          reference: `OP-${2024 + i}-${String(n + 1).padStart(3, '0')}`,
          nom: OPERATIONS[(n + i * 2) % OPERATIONS.length] ?? 'Travaux',
          genre: 'Travaux',
          montant_vote: cents(180_000 + ((n * 37 + i * 211) % 40) * 15_000),
          annee: 2024 + i,
          debut: `${2024 + i}-07-01`,
          fin: i === 0 ? '2025-08-31' : null,
          etat: i === 0 ? 'terminee' : 'en_cours',
        },
      }),
    ),
    {
      rubrique: 'logement',
      valeurs: {
        reference: 'L1',
        genre: 'Appartement',
        pieces: 4 + (n % 2),
        surface: 84 + (n % 20),
        regime: 'nas',
        occupant_fonction: 'Chef d’établissement',
        depuis: '2022-09-01',
      },
    },
    {
      rubrique: 'logement',
      valeurs: { reference: 'L2', genre: 'Appartement', pieces: 3, surface: 62, regime: n % 3 ? 'us' : 'vacant' },
    },
    ...[2024, 2025].flatMap((annee): VieDEtablissement[] => [
      {
        rubrique: 'moyen_humain',
        valeurs: {
          annee,
          fonction: 'Entretien général',
          postes: 8 + (n % 4),
          etp: 7.5 + (n % 4),
          vacants: 0.5,
          absences: 40 + n,
        },
      },
      {
        rubrique: 'moyen_humain',
        valeurs: {
          annee,
          fonction: 'Restauration',
          postes: 5 + (n % 3),
          etp: 5 + (n % 3),
          vacants: annee === 2025 ? 1 : 0,
          absences: 22 + n,
        },
      },
      {
        rubrique: 'moyen_humain',
        valeurs: { annee, fonction: 'Maintenance', postes: 2, etp: 2, vacants: 0, absences: 8 },
      },
      {
        rubrique: 'compte_financier',
        valeurs: { annee, poste: 'Fonds de roulement', montant: cents(90_000 + n * 4_200 - (annee - 2024) * 6_500) },
      },
      {
        rubrique: 'compte_financier',
        valeurs: { annee, poste: 'Viabilisation', montant: cents(120_000 + n * 3_100 + (annee - 2024) * 11_000) },
      },
    ]),
    ...CATEGORIES.map(
      (categorie, i): VieDEtablissement => ({
        rubrique: 'equipement',
        valeurs: {
          reference: `EQ-${i + 1}`,
          categorie,
          nombre: [140, 60, 18][i] ?? 10,
          mise_en_service: `${2020 + i}-09-01`,
          etat: 'En service',
        },
      }),
    ),
    {
      rubrique: 'actualite',
      valeurs: {
        titre: 'Journée portes ouvertes',
        texte: 'L’établissement ouvre ses portes aux familles de 9 h à 13 h.',
        le: '2026-03-14',
      },
    },
    {
      rubrique: 'note',
      valeurs: {
        texte: 'Visite du site faite avec le service des bâtiments : la salle B204 reste à assécher avant l’hiver.',
      },
    },
    { rubrique: 'tache', valeurs: { titre: 'Vérifier le calendrier des travaux d’été', echeance: '2026-12-15' } },
  ]
}

/** Champs of the authority typed on the fiche of the `n`th établissement. */
export const champsDe = (n: number): Record<string, string | number | boolean> => ({
  capacite_accueil: 600 + ((n * 53) % 90) * 10,
  demi_pension: true,
  nombre_batiments: 3 + (n % 6),
  annee_construction: 1958 + ((n * 7) % 45),
  surface_plancher: 9_000 + ((n * 613) % 9_000),
  proprietaire_bati: 'collectivite',
  energie: ['gaz', 'reseau', 'bois', 'electricite'][n % 4] ?? 'gaz',
  postes_attee: 15 + (n % 8),
  connexion: 'fibre',
  debit_internet: [300, 500, 1000][n % 3] ?? 500,
  wifi: ['partielle', 'complete'][n % 2] ?? 'partielle',
  ent: 'Mon ENT Occitanie',
  nombre_ordinateurs: 200 + n,
})
