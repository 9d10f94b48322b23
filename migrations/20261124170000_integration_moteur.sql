-- A source may now give linked records; several may complete the établissements.
alter table integration.source drop constraint source_genre_check;
alter table integration.source add constraint source_genre_check
  check (genre in ('etablissements', 'enregistrements', 'territoires', 'nomenclatures'));
alter table integration.source drop constraint source_genre_priorite_key;

-- A run goes step by step, and each step is kept: killed anywhere, it goes on from the last one.
alter table integration.execution drop constraint execution_etat_check;
update integration.execution set etat = 'appliquee' where etat = 'reussie';
alter table integration.execution add constraint execution_etat_check check (etat in
  ('recue', 'lue', 'comparee', 'appliquee', 'a_blanc', 'partielle', 'refusee', 'echouee', 'annulee'));
alter table integration.execution
  alter column date_donnees drop not null,
  add column a_blanc boolean not null default false,
  add column progression integer not null default 0 check (progression between 0 and 100),
  add column terminee_le timestamptz,
  add column appliquee_le timestamptz,
  add column anciennes integer not null default 0,
  add column doublons integer not null default 0,
  add column a_confirmer text,
  add column identique_a bigint references integration.execution (id),
  add column rejeu_de bigint references integration.execution (id),
  add column fichier_cle text,
  add column tableaux jsonb not null default '[]',
  add column jeton text,
  add column essais integer not null default 0,
  add column version_correspondance integer not null default 0,
  add column demandee_par text;
update integration.execution
set terminee_le = commencee_le + make_interval(secs => duree_ms / 1000.0), progression = 100,
  appliquee_le = case when etat = 'appliquee' then commencee_le end;
comment on column integration.execution.a_confirmer is 'Pourquoi l’exécution attend une confirmation avant d’écrire';
comment on column integration.execution.identique_a is 'L’exécution qui avait déjà appliqué ce même fichier';
comment on column integration.execution.fichier_cle is 'Place du fichier reçu dans le dépôt de fichiers';
comment on column integration.execution.tableaux is 'Les en-têtes lues : [{ feuille, entetes }]';
comment on column integration.execution.jeton is 'Celui qui lit en ce moment : un autre travail reprend la lecture en le changeant';
comment on column integration.execution.demandee_par is 'Donnée personnelle : nom de qui a envoyé le fichier';

-- Unlogged: what is lost in a crash is read again from the file.
create unlogged table integration.recue (
  execution bigint not null,
  numero integer not null,
  tableau integer not null,
  rubrique text not null,
  uai text collate "C" not null,
  rang integer not null default 0,
  plusieurs boolean not null default false,
  cle text collate "C" not null,
  champs jsonb not null,
  lieu jsonb not null,
  date_donnees date not null,
  empreinte text not null
);
comment on table integration.recue is 'Lignes lues d’une exécution en cours ; vidée quand elle est appliquée';
comment on column integration.recue.cle is 'Ce qui identifie un enregistrement lié dans sa rubrique ; vide pour un établissement';
create index recue_execution on integration.recue (execution);

alter table integration.ligne add column vue_le date;
comment on column integration.ligne.vue_le is 'Dernier jour pour lequel la source a dit la même chose, quand il suit date_donnees';
create table integration.ligne_remplacee (
  execution bigint not null references integration.execution (id),
  uai text collate "C" not null,
  rang integer not null,
  avant jsonb not null,
  primary key (execution, uai, rang)
);
comment on table integration.ligne_remplacee is 'Ce que disait la source avant l’exécution : sert à l’annuler';

create table integration.difference (
  id bigint generated always as identity primary key,
  execution bigint not null references integration.execution (id),
  uai text collate "C" not null,
  genre text not null check (genre in ('creation', 'modification', 'absence', 'passe')),
  champ text,
  cle text,
  avant jsonb,
  apres jsonb
);
comment on table integration.difference is 'Ce qu’une exécution change, ou changerait';
comment on column integration.difference.champ is 'Champ de l’établissement, ou rubrique de l’enregistrement lié';
create index difference_execution on integration.difference (execution, id);

alter table integration.rejet
  add column tableau integer,
  add column ligne text[],
  add column etat text not null default 'a_corriger' check (etat in ('a_corriger', 'corrige', 'rejoue'));
comment on column integration.rejet.ligne is 'La ligne entière, corrigée quand etat le dit ; ses en-têtes sont dans execution.tableaux';

create table integration.correspondance (
  source text not null references integration.source (code),
  version integer not null check (version > 0),
  colonnes jsonb not null,
  auteur text not null,
  cree_le timestamptz not null,
  primary key (source, version)
);
comment on table integration.correspondance is 'Versions de la correspondance des colonnes : { colonne du fichier : colonne attendue } ; la dernière sert';

grant select, insert, delete on integration.recue, integration.difference to preau_application;
grant update on integration.recue to preau_application;
grant select, insert, delete on integration.ligne_remplacee to preau_application;
grant delete on integration.ligne, integration.rejet to preau_application;
grant update on integration.rejet to preau_application;
grant select, insert on integration.correspondance to preau_application;
