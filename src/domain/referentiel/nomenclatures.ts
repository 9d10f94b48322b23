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

const valeurs = (table: Record<string, string>) => Object.entries(table).map(([code, libelle]) => ({ code, libelle }))

/** Nomenclatures of the product for the champs `choix`; `nature` and `contrat` are tables fed by the sources. */
export const NOMENCLATURES_LIVREES: Record<
  string,
  { libelle: string; valeurs: { code: string; libelle: string }[]; table?: 'nature' | 'type_contrat' }
> = {
  type: { libelle: 'Types d’établissement', valeurs: valeurs({ ...LIBELLES_TYPE }) },
  nature: { libelle: 'Natures', valeurs: [], table: 'nature' },
  secteur: { libelle: 'Secteurs', valeurs: valeurs({ ...LIBELLES_SECTEUR }) },
  contrat: { libelle: 'Contrats', valeurs: [], table: 'type_contrat' },
  etat: { libelle: 'États', valeurs: valeurs({ ...LIBELLES_ETAT }) },
  rattachement: { libelle: 'Rattachements', valeurs: valeurs({ section: 'Section', annexe: 'Annexe' }) },
  education_prioritaire: {
    libelle: 'Éducation prioritaire',
    valeurs: valeurs({ REP: 'REP', 'REP+': 'REP+' }),
  },
  proximite_qpv: {
    libelle: 'Quartier prioritaire',
    valeurs: valeurs({ dedans: 'Dans le quartier', proximite: 'À proximité', hors: 'Hors quartier' }),
  },
  proprietaire: {
    libelle: 'Propriétaires',
    valeurs: valeurs({ collectivite: 'Collectivité', commune: 'Commune', etat: 'État', autre: 'Autre' }),
  },
  energie: {
    libelle: 'Énergies',
    valeurs: valeurs({
      gaz: 'Gaz',
      fioul: 'Fioul',
      electricite: 'Électricité',
      bois: 'Bois',
      reseau: 'Réseau de chaleur',
      geothermie: 'Géothermie',
      autre: 'Autre',
    }),
  },
  connexion: {
    libelle: 'Connexions à internet',
    valeurs: valeurs({ fibre: 'Fibre', vdsl: 'VDSL', adsl: 'ADSL', radio: 'Radio ou 4G', satellite: 'Satellite' }),
  },
  cablage: {
    libelle: 'Câblages',
    valeurs: valeurs({ cat5: 'Catégorie 5', cat6: 'Catégorie 6', cat7: 'Catégorie 7', fibre: 'Fibre', autre: 'Autre' }),
  },
  couverture: {
    libelle: 'Couvertures',
    valeurs: valeurs({ aucune: 'Aucune', partielle: 'Partielle', complete: 'Complète' }),
  },
}
