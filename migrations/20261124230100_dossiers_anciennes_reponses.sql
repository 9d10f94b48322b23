alter table dossiers.dossier add column anciennes_reponses jsonb not null default '[]';
comment on column dossiers.dossier.anciennes_reponses is 'Réponses que la version suivante du formulaire ne sait plus placer (schéma du domaine, formulaire/migration.ts) : lues par les agents, jamais déposées de nouveau (peut contenir des données personnelles)';
