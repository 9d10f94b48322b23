import type { ChampDeFiche, Genre, Groupe } from './champ-de-fiche.ts'
import { CHAMPS, type Champ } from './champs.ts'

type Reste = Partial<Pick<ChampDeFiche, 'unite' | 'nomenclature' | 'aide' | 'structurant' | 'source'>> & {
  genre?: Genre
}

/** Tab, group of rights, and what the type alone does not say, of each champ that has a column. */
const PLACES: Record<Champ, [onglet: string, groupe: Groupe, reste?: Reste]> = {
  nom: ['general', 'identite'],
  type: ['general', 'identite', { genre: 'choix', nomenclature: 'type', structurant: true }],
  nature: ['general', 'identite', { genre: 'choix', nomenclature: 'nature' }],
  secteur: ['general', 'identite', { genre: 'choix', nomenclature: 'secteur' }],
  contrat: ['general', 'identite', { genre: 'choix', nomenclature: 'contrat' }],
  etat: ['general', 'identite', { genre: 'choix', nomenclature: 'etat' }],
  ministere: ['general', 'identite'],
  siret: ['general', 'identite', { aide: 'Quatorze chiffres.' }],
  mere_uai: ['general', 'identite', { structurant: true, aide: 'UAI de l’établissement auquel il est rattaché.' }],
  rattachement: ['general', 'identite', { genre: 'choix', nomenclature: 'rattachement', structurant: true }],
  date_ouverture: ['general', 'identite'],
  adresse: ['general', 'coordonnees'],
  complement_adresse: ['general', 'coordonnees'],
  code_postal: ['general', 'coordonnees'],
  commune: [
    'general',
    'coordonnees',
    { structurant: true, aide: 'Choisissez-la dans la liste : elle place l’établissement sur le territoire.' },
  ],
  latitude: ['general', 'situation', { unite: '°' }],
  longitude: ['general', 'situation', { unite: '°' }],
  precision_position: ['general', 'situation'],
  telephone: ['general', 'coordonnees'],
  fax: ['general', 'coordonnees'],
  courriel: ['general', 'coordonnees', { aide: 'Boîte de l’établissement, pas d’une personne.' }],
  web: ['general', 'coordonnees'],
  fiche_onisep: ['complements', 'pedagogie'],
  education_prioritaire: ['complements', 'pedagogie', { genre: 'choix', nomenclature: 'education_prioritaire' }],
  bassin_formation: ['complements', 'pedagogie'],
  voie_generale: ['complements', 'pedagogie'],
  voie_technologique: ['complements', 'pedagogie'],
  voie_professionnelle: ['complements', 'pedagogie'],
  post_bac: ['complements', 'pedagogie'],
  apprentissage: ['complements', 'pedagogie'],
  greta: ['complements', 'pedagogie'],
  restauration: ['complements', 'pedagogie'],
  hebergement: ['complements', 'pedagogie'],
  segpa: ['complements', 'pedagogie'],
  ulis: ['complements', 'pedagogie'],
  section_arts: ['complements', 'pedagogie'],
  section_cinema: ['complements', 'pedagogie'],
  section_theatre: ['complements', 'pedagogie'],
  section_sport: ['complements', 'pedagogie'],
  section_internationale: ['complements', 'pedagogie'],
  section_europeenne: ['complements', 'pedagogie'],
  lycee_agricole: ['complements', 'pedagogie'],
  lycee_militaire: ['complements', 'pedagogie'],
  lycee_des_metiers: ['complements', 'pedagogie'],
}

const enColonne = (code: Champ): ChampDeFiche => {
  const [onglet, groupe, reste] = PLACES[code]
  const { genre, libelle } = CHAMPS[code]
  return { code, libelle, onglet, genre, groupe, historise: true, stockage: 'colonne', ...reste }
}

/** Champs that have a column of their own. `date_fermeture` is written by acts (closure, fusion), never by a source. */
export const CHAMPS_EN_COLONNE: readonly ChampDeFiche[] = [
  ...(Object.keys(CHAMPS) as Champ[]).map(enColonne),
  {
    code: 'date_fermeture',
    libelle: 'Date de fermeture',
    onglet: 'general',
    genre: 'jour',
    groupe: 'identite',
    historise: true,
    stockage: 'colonne',
  },
]

const autre = (
  code: string,
  libelle: string,
  onglet: string,
  groupe: Groupe,
  genre: Genre = 'texte',
  reste: Reste = {},
): ChampDeFiche => ({ code, libelle, onglet, genre, groupe, historise: true, stockage: 'autres', ...reste })

const choix = (nomenclature: string): Reste => ({ nomenclature })
const en = (unite: string): Reste => ({ unite })

/** Champs of the product whose value is kept in `autres`: most come from the authority's own sources, or by hand. */
export const AUTRES_CHAMPS: readonly ChampDeFiche[] = [
  autre('sigle', 'Sigle', 'general', 'identite'),
  autre('patronyme', 'Nom patronymique', 'general', 'identite', 'texte', {
    aide: 'Le nom propre seul : « Bellevue » pour le lycée polyvalent Bellevue.',
  }),
  autre('agence_comptable', 'Agence comptable', 'complements', 'moyens'),
  autre('quartier_prioritaire', 'Quartier prioritaire', 'complements', 'pedagogie', 'choix', choix('proximite_qpv')),
  autre('nom_quartier_prioritaire', 'Nom du quartier prioritaire', 'complements', 'pedagogie'),
  autre('ips', 'Indice de position sociale (IPS)', 'complements', 'pedagogie', 'nombre'),
  autre('annee_ips', 'Année de l’IPS', 'complements', 'pedagogie', 'entier', { aide: 'Année de la rentrée.' }),
  autre('capacite_accueil', 'Capacité d’accueil', 'complements', 'pedagogie', 'entier', en('élèves')),
  autre('demi_pension', 'Demi-pension', 'complements', 'pedagogie', 'booleen'),
  autre('capacite_restauration', 'Capacité de restauration', 'complements', 'pedagogie', 'entier', en('couverts')),
  autre('places_internat', 'Places d’internat', 'complements', 'pedagogie', 'entier', en('places')),
  autre('secteur_recrutement', 'Secteur de recrutement', 'complements', 'pedagogie'),
  autre('labels', 'Labels', 'complements', 'pedagogie'),
  autre('specialites', 'Formations et spécialités', 'complements', 'pedagogie'),
  autre('micro_lycee', 'Micro-lycée', 'complements', 'pedagogie', 'booleen'),
  autre('nombre_batiments', 'Nombre de bâtiments', 'specifiques', 'patrimoine', 'entier'),
  autre('annee_construction', 'Année de construction', 'specifiques', 'patrimoine', 'entier'),
  autre('annee_rehabilitation', 'Année de la dernière réhabilitation', 'specifiques', 'patrimoine', 'entier'),
  autre('surface_plancher', 'Surface de plancher', 'specifiques', 'patrimoine', 'nombre', en('m²')),
  autre('surface_non_batie', 'Surface non bâtie', 'specifiques', 'patrimoine', 'nombre', en('m²')),
  autre('proprietaire_terrain', 'Propriétaire du terrain', 'specifiques', 'patrimoine', 'choix', choix('proprietaire')),
  autre('proprietaire_bati', 'Propriétaire du bâti', 'specifiques', 'patrimoine', 'choix', choix('proprietaire')),
  autre('taux_occupation', 'Taux d’occupation', 'specifiques', 'patrimoine', 'pourcentage', en('%')),
  autre('energie', 'Énergie de chauffage', 'specifiques', 'patrimoine', 'choix', choix('energie')),
  autre('equipements_controles', 'Équipements soumis à contrôle', 'specifiques', 'patrimoine'),
  autre('contrats', 'Contrats d’entretien', 'specifiques', 'patrimoine'),
  autre('logements_nas', 'Logements par nécessité absolue de service', 'specifiques', 'patrimoine', 'entier'),
  autre('logements_us', 'Logements par utilité de service', 'specifiques', 'patrimoine', 'entier'),
  autre('logements_cop', 'Logements en convention précaire', 'specifiques', 'patrimoine', 'entier'),
  autre('plan_travaux', 'Plan de travaux', 'specifiques', 'patrimoine'),
  autre('postes_attee', 'Postes d’agents de la collectivité', 'moyens_humains', 'moyens', 'nombre', en('postes')),
  autre('etp_attee', 'Agents de la collectivité', 'moyens_humains', 'moyens', 'nombre', en('ETP')),
  autre('remplacements', 'Organisation des remplacements', 'moyens_humains', 'moyens'),
  autre('connexion', 'Connexion à internet', 'numerique', 'numerique', 'choix', choix('connexion')),
  autre('debit_internet', 'Débit internet', 'numerique', 'numerique', 'nombre', en('Mbit/s')),
  autre('cablage', 'Câblage', 'numerique', 'numerique', 'choix', choix('cablage')),
  autre('wifi', 'Wi-Fi', 'numerique', 'numerique', 'choix', choix('couverture')),
  autre('ent', 'Espace numérique de travail', 'numerique', 'numerique'),
  autre('nombre_ordinateurs', 'Ordinateurs', 'numerique', 'numerique', 'entier'),
  autre('nombre_tablettes', 'Tablettes', 'numerique', 'numerique', 'entier'),
  autre('nombre_tableaux', 'Tableaux et écrans interactifs', 'numerique', 'numerique', 'entier'),
  autre('maintenance_numerique', 'Maintenance informatique', 'numerique', 'numerique'),
  autre('programme_equipement', 'Programme d’équipement', 'numerique', 'numerique'),
  autre('surface_annexes', 'Surface des annexes', 'annexes', 'patrimoine', 'nombre', en('m²')),
  autre('usage_annexes', 'Usage des annexes', 'annexes', 'patrimoine'),
  autre('observations', 'Observations', 'annexes', 'autre'),
]
