import type { Habilitation, Perimetre, Role } from '#domain/acteur.ts'

/** A person who does not exist, attached to a real établissement or territory. */
export type Invente = {
  prenom: string
  nom: string
  courriel: string
  role: Role
  fonction: string
  habilitations?: Habilitation[]
  perimetres?: Perimetre[]
}

/** Lycée polyvalent Bellevue, Toulouse: the établissement of Claire. */
export const LYCEE_DE_CLAIRE = '0310038Y'

export type Persona = 'claire' | 'gestionnaire' | 'bruno' | 'agnes' | 'admin'

/** Those offered on the sign-in page of the demonstration, with what each can do. */
export const PERSONAS: Record<Persona, Invente & { description: string }> = {
  claire: {
    prenom: 'Claire',
    nom: 'Vidal',
    courriel: 'claire@preau.example',
    role: 'etablissement',
    fonction: 'Proviseure',
    description: 'Dirige le lycée polyvalent Bellevue, à Toulouse : dépose les demandes et suit les dossiers.',
    habilitations: [{ uai: LYCEE_DE_CLAIRE, fonction: 'chef' }],
  },
  gestionnaire: {
    prenom: 'Karim',
    nom: 'Estève',
    courriel: 'gestionnaire@preau.example',
    role: 'etablissement',
    fonction: 'Adjoint gestionnaire',
    description: 'Gestionnaire du même lycée : prépare les dossiers avec Claire.',
    habilitations: [{ uai: LYCEE_DE_CLAIRE, fonction: 'gestionnaire' }],
  },
  bruno: {
    prenom: 'Bruno',
    nom: 'Castéra',
    courriel: 'bruno@preau.example',
    role: 'agent',
    fonction: 'Instructeur, Haute-Garonne',
    description: 'Instruit les dossiers des établissements de la Haute-Garonne.',
    perimetres: [{ genre: 'departement', code: '31' }],
  },
  agnes: {
    prenom: 'Agnès',
    nom: 'Roumieu',
    courriel: 'agnes@preau.example',
    role: 'agent',
    fonction: 'Responsable du référentiel',
    description: 'Tient le référentiel des établissements et suit tout le territoire.',
    perimetres: [{ genre: 'tout', code: '' }],
  },
  admin: {
    prenom: 'Camille',
    nom: 'Serres',
    courriel: 'admin@preau.example',
    role: 'administrateur',
    fonction: 'Administration',
    description: 'Administre le site : voit tout, consulte la boîte d’envoi des courriels.',
  },
}

const agent = (prenom: string, nom: string, courriel: string, fonction: string, departements: string[]): Invente => ({
  prenom,
  nom,
  courriel: `${courriel}@preau.example`,
  role: 'agent',
  fonction,
  perimetres: departements.map((code) => ({ genre: 'departement', code })),
})

export const AGENTS: Invente[] = [
  agent('Hélène', 'Pujol', 'helene.pujol', 'Instructrice, Ariège et Hautes-Pyrénées', ['09', '65']),
  agent('Marc', 'Delpech', 'marc.delpech', 'Instructeur, Aveyron et Lot', ['12', '46']),
  agent('Inès', 'Soulié', 'ines.soulie', 'Instructrice, Gers, Tarn et Tarn-et-Garonne', ['32', '81', '82']),
]

/** Services of the demonstration, that the shipped forms orient to, and who is in them. */
export const SERVICES: { nom: string; membres: string[] }[] = [
  { nom: 'Direction du patrimoine', membres: ['bruno', 'helene.pujol', 'marc.delpech'] },
  { nom: 'Service des actions éducatives', membres: ['agnes', 'ines.soulie'] },
  { nom: 'Service numérique', membres: ['agnes', 'marc.delpech'] },
]

/** Real établissements of the académie de Toulouse, each with an invented direction; a « chef » alone, or two people. */
const DIRIGES: [uai: string, chef: [string, string, string], gestionnaire?: [string, string, string]][] = [
  ['0310033T', ['Yves', 'Larrieu', 'Proviseur'], ['Nadia', 'Ferran', 'Adjointe gestionnaire']],
  ['0310047H', ['Sophie', 'Carrère', 'Proviseure']],
  ['0310044E', ['Thierry', 'Bonnet', 'Proviseur'], ['Julie', 'Marty', 'Adjointe gestionnaire']],
  ['0312822Z', ['Aline', 'Dupuy', 'Proviseure']],
  ['0312093G', ['Philippe', 'Soler', 'Proviseur'], ['Denis', 'Abadie', 'Adjoint gestionnaire']],
  ['0312915A', ['Mireille', 'Fabre', 'Proviseure']],
  ['0310091F', ['Olivier', 'Costes', 'Proviseur']],
  ['0311236A', ['Nathalie', 'Rivière', 'Principale'], ['Paul', 'Sentenac', 'Adjoint gestionnaire']],
  ['0311232W', ['Samir', 'Hadj', 'Principal']],
  ['0311846N', ['Céline', 'Barthe', 'Principale'], ['Louis', 'Amiel', 'Adjoint gestionnaire']],
  ['0311851U', ['Bernard', 'Cazaux', 'Principal']],
  ['0311145B', ['Isabelle', 'Nougué', 'Cheffe d’établissement']],
  ['0090015T', ['Gilles', 'Rouch', 'Proviseur'], ['Émilie', 'Tisseyre', 'Adjointe gestionnaire']],
  ['0090055L', ['Laure', 'Dedieu', 'Principale']],
  ['0120024L', ['Patrick', 'Ginestet', 'Proviseur'], ['Chloé', 'Bessière', 'Adjointe gestionnaire']],
  ['0121178R', ['Martine', 'Calmels', 'Directrice']],
  ['0320067Z', ['Vincent', 'Lagarde', 'Proviseur'], ['Sarah', 'Duffau', 'Adjointe gestionnaire']],
  ['0320563N', ['Odile', 'Mauras', 'Principale']],
  ['0460010L', ['Fabien', 'Lacombe', 'Proviseur'], ['Hugo', 'Delmas', 'Adjoint gestionnaire']],
  ['0460528Z', ['Valérie', 'Pouget', 'Principale']],
  ['0650026A', ['Christian', 'Barrère', 'Proviseur']],
  ['0650089U', ['Anne', 'Lacoste', 'Principale'], ['Rémi', 'Cazenave', 'Adjoint gestionnaire']],
  ['0810004P', ['Dominique', 'Alary', 'Proviseure'], ['Lucie', 'Cabrol', 'Adjointe gestionnaire']],
  ['0810960D', ['Jérôme', 'Rouquette', 'Principal']],
  ['0820021C', ['Béatrice', 'Lafargue', 'Proviseure'], ['Théo', 'Capelle', 'Adjoint gestionnaire']],
  ['0820588U', ['Éric', 'Bousquet', 'Principal']],
]

/** The établissements of the demonstration, that of Claire first. */
export const ETABLISSEMENTS: string[] = [LYCEE_DE_CLAIRE, ...DIRIGES.map(([uai]) => uai)]

export const DIRECTIONS: Invente[] = DIRIGES.flatMap(([uai, chef, gestionnaire]) => [
  direction(uai, 'chef', chef),
  ...(gestionnaire ? [direction(uai, 'gestionnaire', gestionnaire)] : []),
])

function direction(
  uai: string,
  fonction: Habilitation['fonction'],
  [prenom, nom, titre]: [string, string, string],
): Invente {
  return {
    prenom,
    nom,
    courriel: `${fonction}.${uai.toLowerCase()}@preau.example`,
    role: 'etablissement',
    fonction: titre,
    habilitations: [{ uai, fonction }],
  }
}
