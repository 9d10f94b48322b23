/** Readable names of the natures that the sources hold; an unknown code keeps its official label. */
const NATURES: Record<string, string> = {
  '300': 'Lycée d’enseignement général et technologique',
  '301': 'Lycée d’enseignement technologique',
  '302': 'Lycée d’enseignement général',
  '306': 'Lycée polyvalent',
  '307': 'Lycée agricole',
  '310': 'Lycée climatique',
  '320': 'Lycée professionnel',
  '334': 'Section d’enseignement professionnel',
  '335': 'Section d’enseignement général et technologique',
  '340': 'Collège',
  '350': 'Collège climatique',
  '352': 'Collège spécialisé',
  '370': 'Établissement régional d’enseignement adapté',
  '380': 'Maison familiale rurale',
  '390': 'Section d’enseignement général et professionnel adapté',
  '400': 'Établissement de STS ou de classes préparatoires',
}

const CONTRATS: Record<string, string> = {
  '10': 'Hors contrat',
  '20': 'Contrat simple, toutes les classes',
  '21': 'Contrat simple, une partie des classes',
  '30': 'Contrat d’association, toutes les classes',
  '31': 'Contrat d’association, une partie des classes',
  '60': 'Établissement agricole sous contrat',
  '99': 'Sans objet',
  '!!': 'Contrat inconnu',
}

export const LIBELLES_TYPE = { college: 'Collège', lycee: 'Lycée', erea: 'EREA' } as const
export const LIBELLES_SECTEUR = { public: 'Public', prive: 'Privé' } as const
export const LIBELLES_ETAT = { ouvert: 'Ouvert', a_ouvrir: 'À ouvrir', a_fermer: 'À fermer', ferme: 'Fermé' } as const
export const LIBELLES_RELATION = { section: 'Section de', annexe: 'Annexe de' } as const

/** Words for a nature, from its code and the ministry's label in capitals. */
export const libelleNature = (code: string, officiel: string): string => NATURES[code] ?? officiel

/** Words for a contract, from its code and the ministry's label in capitals. */
export const libelleContrat = (code: string, officiel: string): string =>
  CONTRATS[code] ?? (officiel || `Contrat ${code}`)
