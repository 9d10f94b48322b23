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
  // referentiel : la fiche
  fiche_corrigee: 'Fiche corrigée',
  correction_annulee: 'Correction défaite',
  enregistrement_ajoute: 'Ajout à la fiche',
  enregistrement_modifie: 'Modification dans la fiche',
  enregistrement_retire: 'Retrait de la fiche',
  enregistrement_retabli: 'Retour dans la fiche',
  contact_efface: 'Contact effacé sur demande',
  registre_modifie: 'Champs de la fiche modifiés',
  tache_confiee: 'Tâche confiée',
  // referentiel : listes et qualité
  action_menee: 'Saisie sur plusieurs établissements',
  action_defaite: 'Action sur plusieurs établissements défaite',
  vue_enregistree: 'Liste enregistrée',
  vue_changee: 'Liste enregistrée changée',
  vue_retiree: 'Liste enregistrée retirée',
  controles_demandes: 'Contrôles de qualité demandés',
  anomalie_acceptee: 'Anomalie acceptée',
  acceptation_retiree: 'Acceptation d’une anomalie retirée',
  // referentiel : fusions
  etablissements_fusionnes: 'Établissements fusionnés',
  fusion_prevue: 'Fusion prévue',
  fusion_annulee: 'Fusion annulée',
  fusion_empechee: 'Fusion prévue empêchée',
  arbitrage_rendu: 'Arbitrage rendu',
  etablissement_scinde: 'Établissement divisé',
  rapprochement_ecarte: 'Rapprochement écarté',
  ecart_leve: 'Rapprochement reproposé',
  rapprochements_demandes: 'Recherche de rapprochements demandée',
  regroupement_cree: 'Regroupement créé',
  regroupement_modifie: 'Regroupement modifié',
  membre_ajoute: 'Entrée dans un regroupement',
  membre_sorti: 'Sortie d’un regroupement',
  // connecteurs
  connecteur_regle: 'Connecteur réglé',
  jeton_a_remplacer: 'Jeton à remplacer',
  // integration
  execution_appliquee: 'Source importée',
  execution_annulee: 'Import annulé',
  source_reglee: 'Source réglée',
  application_autorisee: 'Application métier autorisée',
  application_modifiee: 'Application métier modifiée',
  cle_donnee: 'Clé d’application donnée',
  cle_revoquee: 'Clé d’application révoquée',
  alerte_acquittee: 'Alerte d’intégration acquittée',
  appairage_pose: 'Appairage posé',
  appairage_retire: 'Appairage retiré',
  appairages_importes: 'Appairages importés',
  // teleservices
  teleservice_publie: 'Téléservice publié',
  fiche_teleservice_modifiee: 'Fiche de téléservice modifiée',
  formulaire_cree: 'Formulaire créé',
  formulaire_modifie: 'Brouillon de formulaire ouvert',
  formulaire_abandonne: 'Brouillon de formulaire abandonné',
  publication_prevue: 'Publication de formulaire prévue',
  publication_annulee: 'Publication de formulaire annulée',
  publication_manquee: 'Publication de formulaire empêchée',
  champ_garde: 'Champ gardé dans la bibliothèque',
  champ_oublie: 'Champ retiré de la bibliothèque',
  // dossiers
  dossier_commence: 'Dossier commencé',
  dossier_depose: 'Dossier déposé',
  dossier_abandonne: 'Brouillon abandonné',
  dossier_soumis: 'Brouillon soumis au chef d’établissement',
  dossier_repris: 'Brouillon repris au chef d’établissement',
  dossier_renvoye: 'Brouillon renvoyé par le chef d’établissement',
  dossier_signe: 'Brouillon signé',
  piece_ajoutee: 'Pièce ajoutée',
  piece_remplacee: 'Pièce remplacée',
  piece_retiree: 'Pièce retirée',
  piece_reprise: 'Pièce reprise d’un autre dossier',
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
