-- Late dossiers, and those that await someone.
create index suivi_attente on instruction.suivi (qui_agit, teleservice_id, statut, guide_id, depuis, echeance) where not termine;
