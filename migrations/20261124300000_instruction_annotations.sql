create table instruction.annotation (
  dossier_id bigint primary key references dossiers.dossier (id),
  reponses jsonb not null default '{}',
  revision integer not null default 1,
  modifie_le timestamptz not null,
  modifie_par bigint not null references comptes.personne (id)
);
comment on table instruction.annotation is 'Ce que les agents remplissent dans un dossier déposé : la part du formulaire que l’usager ne voit pas';
comment on column instruction.annotation.reponses is 'Réponses par identifiant de champ, comme celles du dossier (peut contenir des données personnelles selon le formulaire)';

create table instruction.annotation_histoire (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  chemin text not null check (length(chemin) <= 200),
  libelle text not null,
  avant text not null,
  apres text not null,
  auteur_id bigint not null references comptes.personne (id),
  auteur_nom text not null,
  le timestamptz not null
);
comment on table instruction.annotation_histoire is 'Chaque changement d’une donnée des agents, tel qu’une personne le lit ; des frappes rapprochées du même auteur n’en font qu’un';
create index annotation_histoire_dossier on instruction.annotation_histoire (dossier_id, id desc);

grant select, insert, update, delete on instruction.annotation to preau_application;
grant select, insert, update on instruction.annotation_histoire to preau_application;
