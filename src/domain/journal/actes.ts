/**
 * Every act that the journal can hold, with the words people read.
 * A code is data: it never changes once written. Add yours where its module stands.
 */
export const ACTES = {
  // comptes
  compte_ouvert: 'Compte ouvert',
  personne_creee: 'Personne créée',
  habilitation_donnee: 'Habilitation donnée',
  perimetre_donne: 'Périmètre donné',
  lien_administrateur_cree: 'Lien du premier administrateur créé',
  connexion_reussie: 'Connexion',
  mot_de_passe_oublie: 'Nouveau mot de passe demandé',
  mot_de_passe_change: 'Mot de passe changé',
  session_revoquee: 'Session fermée à distance',
  // integration
  execution_appliquee: 'Source importée',
  // teleservices
  teleservice_publie: 'Téléservice publié',
  // dossiers
  dossier_commence: 'Dossier commencé',
  dossier_depose: 'Dossier déposé',
  dossier_abandonne: 'Brouillon abandonné',
  piece_ajoutee: 'Pièce ajoutée',
  piece_remplacee: 'Pièce remplacée',
  piece_retiree: 'Pièce retirée',
  // messagerie
  message_envoye: 'Message envoyé',
  // instruction
  instruction_ouverte: 'Instruction ouverte',
  dossier_avance: 'Dossier avancé',
  dossier_recule: 'Dossier reculé',
  dossier_affecte: 'Dossier affecté',
  piece_demandee: 'Pièce demandée',
  demande_de_piece_annulee: 'Demande de pièce annulée',
  pieces_renvoyees: 'Pièces transmises',
  decision_prise: 'Décision prise',
  decision_notifiee: 'Décision notifiée',
} as const

export type CodeActe = keyof typeof ACTES

export const libelleActe = (code: string): string => (code in ACTES ? ACTES[code as CodeActe] : code)
