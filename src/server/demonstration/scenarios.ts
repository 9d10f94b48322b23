/**
 * The dossiers of the demonstration: invented requests of real établissements, over two school years and at every
 * stage. Each line is played through the acts that people use: what the demonstration shows, production can make.
 */
export type Modele = 'travaux-urgents' | 'equipement-pedagogique' | 'voyages-mobilite'

/** How far the dossier has gone. */
export type Suite =
  | 'brouillon'
  | 'depose'
  | 'incomplet'
  | 'recevable'
  | 'avis'
  | 'instruit'
  | 'a_voter'
  | 'accorde'
  | 'accorde_partiel'
  | 'ajourne'
  | 'refuse'
  | 'notifie'
  | 'realisation'
  | 'a_payer'
  | 'solde'
  | 'recule'
  | 'sans_suite'

export type Scenario = {
  uai: string
  modele: Modele
  objet: string
  /** Category of works, type of equipment request, or kind of trip. */
  genre: string
  /** Cost in euros. */
  cout: number
  /** Day of deposit (or of the draft), AAAA-MM-JJ. */
  le: string
  suite: Suite
  message?: string
}

const S = (
  uai: string,
  modele: Modele,
  genre: string,
  objet: string,
  cout: number,
  le: string,
  suite: Suite,
  message?: string,
): Scenario => ({ uai, modele, genre, objet, cout, le, suite, message })

const T = 'travaux-urgents'
const E = 'equipement-pedagogique'
const V = 'voyages-mobilite'

export const SCENARIOS: Scenario[] = [
  // Année scolaire 2025-2026
  S('0310038Y', T, 'chauffage', 'Remplacement du brûleur de la chaufferie nord', 18400, '2025-10-06', 'solde'),
  S(
    '0310038Y',
    V,
    'sejour',
    'Séjour linguistique à Barcelone',
    21600,
    '2025-10-14',
    'solde',
    'Les billets peuvent-ils être réservés avant la décision ?',
  ),
  S('0310038Y', E, 'renouvellement', 'Microscopes du laboratoire de SVT', 9600, '2025-11-03', 'notifie'),
  S('0310033T', T, 'eau', 'Fuite sur la colonne d’eau du bâtiment A', 7200, '2025-09-22', 'solde'),
  S('0310033T', E, 'complement', 'Machines de menuiserie à commande numérique', 38500, '2025-10-20', 'accorde_partiel'),
  S('0310047H', T, 'intrusion', 'Portail d’entrée hors service', 11900, '2025-11-12', 'solde'),
  S('0310047H', V, 'echange', 'Échange scolaire avec un lycée de Sarragosse', 12800, '2025-10-28', 'solde'),
  S('0310044E', E, 'renouvellement', 'Mobilier de six salles de cours', 27400, '2025-11-17', 'a_payer'),
  S('0312822Z', T, 'electricite', 'Tableau électrique de l’atelier à remplacer', 15800, '2026-01-13', 'realisation'),
  S(
    '0312093G',
    V,
    'pfmp',
    'Stages en entreprise au Portugal',
    14200,
    '2025-11-04',
    'refuse',
    'Le budget dépasse le plafond par élève : pouvez-vous le revoir ?',
  ),
  S('0312915A', T, 'clos_couvert', 'Infiltrations en toiture du gymnase', 32500, '2026-02-03', 'realisation'),
  S('0310091F', E, 'premiere_dotation', 'Équipement d’une salle de langues', 16900, '2025-12-02', 'solde'),
  S('0311236A', T, 'securite_personnes', 'Garde-corps descellé dans l’escalier B', 4300, '2025-11-25', 'solde'),
  S('0311236A', V, 'sortie', 'Sortie au mémorial du camp du Vernet', 1450, '2026-03-10', 'solde'),
  S('0311232W', T, 'chauffage', 'Panne de chauffage de l’externat', 9800, '2026-01-20', 'solde'),
  S('0311846N', E, 'renouvellement', 'Tables de la salle de technologie', 6700, '2025-10-09', 'refuse'),
  S('0311851U', V, 'sejour', 'Classe de neige à Luchon', 18900, '2025-11-20', 'accorde'),
  S('0090015T', T, 'eau', 'Chauffe-eau des vestiaires', 5400, '2026-03-02', 'solde'),
  S('0090055L', E, 'complement', 'Instruments de la classe orchestre', 8200, '2025-11-27', 'notifie'),
  S('0120024L', T, 'incendie', 'Centrale d’alarme incendie en défaut', 21700, '2026-02-17', 'realisation'),
  S('0121178R', E, 'renouvellement', 'Atelier cuisine pédagogique', 19800, '2025-12-09', 'ajourne'),
  S('0320067Z', V, 'sejour', 'Voyage d’étude à Rome', 24500, '2025-11-18', 'solde'),
  S('0320563N', T, 'accessibilite', 'Rampe d’accès au CDI', 13600, '2026-04-14', 'a_payer'),
  S('0460010L', T, 'cuisine', 'Four de la demi-pension en panne', 12400, '2026-01-27', 'solde'),
  S('0460528Z', V, 'sortie', 'Sortie scientifique à la Cité de l’espace', 2100, '2026-04-02', 'solde'),
  S('0650026A', T, 'clos_couvert', 'Vitrages brisés par la grêle', 8900, '2026-05-19', 'notifie'),
  S('0650089U', E, 'complement', 'Matériel de musique assistée par ordinateur', 5900, '2025-12-11', 'solde'),
  S('0810004P', E, 'ouverture_formation', 'Plateau technique du BTS Bioqualité', 41200, '2025-10-30', 'realisation'),
  S('0810960D', T, 'securite_personnes', 'Chute de plâtre dans le hall', 6100, '2026-03-24', 'solde'),
  S('0820021C', V, 'echange', 'Échange avec un lycée de Turin', 11700, '2026-04-21', 'accorde'),
  S('0820588U', T, 'intrusion', 'Clôture dégradée côté stade', 10800, '2026-05-05', 'sans_suite'),
  // Année scolaire 2026-2027
  S(
    '0310038Y',
    T,
    'clos_couvert',
    'Infiltrations dans la salle B204',
    12600,
    '2026-09-21',
    'notifie',
    'La salle est fermée depuis lundi : quand pouvez-vous passer ?',
  ),
  S('0310038Y', T, 'intrusion', 'Contrôle d’accès du portail rue Larrey', 16200, '2026-10-12', 'instruit'),
  S('0310038Y', V, 'pfmp', 'Périodes de formation en Irlande', 15800, '2026-10-05', 'incomplet'),
  S('0310038Y', E, 'renouvellement', 'Paillasses du laboratoire de physique', 33400, '2026-11-09', 'recevable'),
  S('0310038Y', E, 'complement', 'Ordinateurs portables de l’option NSI', 14600, '2026-11-19', 'brouillon'),
  S('0310033T', E, 'renouvellement', 'Établis de l’atelier ébénisterie', 22800, '2026-10-01', 'avis'),
  S('0310033T', T, 'electricite', 'Éclairage de sécurité défaillant', 9400, '2026-11-16', 'depose'),
  S('0310047H', V, 'sejour', 'Séjour à Berlin, section européenne', 26400, '2026-09-28', 'a_voter'),
  S('0310047H', E, 'premiere_dotation', 'Salle de coworking des internes', 12300, '2026-10-15', 'recevable'),
  S('0310044E', T, 'cuisine', 'Chambre froide de la restauration', 27600, '2026-11-17', 'depose'),
  S(
    '0310044E',
    V,
    'sejour',
    'Immersion à Dublin',
    19400,
    '2026-10-08',
    'incomplet',
    'L’acte du conseil d’administration sera voté le 3 décembre.',
  ),
  S('0312822Z', E, 'complement', 'Bancs d’essai pneumatiques', 30900, '2026-10-19', 'instruit'),
  S('0312093G', T, 'chauffage', 'Régulation du chauffage de l’internat', 14700, '2026-10-26', 'recule'),
  S('0312915A', V, 'echange', 'Échange avec un lycée de Porto', 13500, '2026-10-02', 'accorde'),
  S('0312915A', E, 'renouvellement', 'Vidéoprojecteurs de dix salles', 8700, '2026-11-04', 'recevable'),
  S('0310091F', T, 'eau', 'Canalisation rompue dans la cour', 11300, '2026-11-20', 'depose'),
  S('0311236A', E, 'complement', 'Chariot de tablettes du pôle SEGPA', 7800, '2026-10-22', 'avis'),
  S('0311236A', V, 'sejour', 'Séjour nature à Aulus-les-Bains', 9600, '2026-11-06', 'recevable'),
  S('0311232W', E, 'renouvellement', 'Mobilier du CDI', 11200, '2026-09-30', 'a_voter'),
  S('0311846N', T, 'securite_personnes', 'Dalle soulevée devant l’entrée', 3900, '2026-11-10', 'instruit'),
  S('0311851U', V, 'sortie', 'Sortie au théâtre de la Cité', 1200, '2026-11-13', 'depose'),
  S('0090015T', E, 'renouvellement', 'Agencement du laboratoire de chimie', 36800, '2026-10-13', 'avis'),
  S('0090055L', T, 'chauffage', 'Chaudière du bâtiment C en panne', 24300, '2026-11-18', 'recevable'),
  S('0120024L', V, 'pfmp', 'Stages en Allemagne', 12900, '2026-09-24', 'accorde_partiel'),
  S('0121178R', T, 'accessibilite', 'Ascenseur immobilisé', 19700, '2026-10-27', 'instruit'),
  S('0320067Z', E, 'complement', 'Serre pédagogique', 28700, '2026-10-06', 'refuse'),
  S('0460010L', V, 'sejour', 'Voyage à Londres', 23700, '2026-10-29', 'recevable'),
  S('0650026A', E, 'ouverture_formation', 'Équipements du bac pro Maintenance nautique', 43600, '2026-11-02', 'avis'),
  S('0810004P', T, 'incendie', 'Portes coupe-feu à reprendre', 17500, '2026-11-12', 'recevable'),
  S('0820021C', E, 'renouvellement', 'Mobilier de la salle polyvalente', 9100, '2026-11-18', 'brouillon'),
  S('0820588U', V, 'sejour', 'Découverte du littoral à Collioure', 10400, '2026-11-11', 'depose'),
]
