alter table teleservices.version add column choix jsonb not null default '[]';
comment on column teleservices.version.choix is 'Ce que deviennent les réponses des dossiers en cours, question par question (schéma du domaine, formulaire/reprise.ts)';
alter table teleservices.brouillon add column publier_choix jsonb;
comment on column teleservices.brouillon.publier_choix is 'Les mêmes choix, quand la publication est prévue';

alter table dossiers.dossier add column nouvelles jsonb not null default '[]';
comment on column dossiers.dossier.nouvelles is 'Questions apparues ou à redonner depuis que ce brouillon a changé de version : signalées à qui remplit';
