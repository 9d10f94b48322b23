create schema integration;
comment on schema integration is 'Sources, exécutions, lignes reçues et rejets';
grant usage on schema integration to preau_application;

create table integration.source (
  code text primary key,
  libelle text not null,
  editeur text not null,
  licence text not null,
  genre text not null check (genre in ('etablissements', 'territoires', 'nomenclatures')),
  priorite integer not null,
  unique (genre, priorite)
);
comment on column integration.source.priorite is 'La plus petite l’emporte, champ par champ';

create table integration.execution (
  id bigint generated always as identity primary key,
  source text not null references integration.source (code),
  etat text not null check (etat in ('reussie', 'echouee')),
  fichier text not null,
  empreinte text not null,
  date_donnees date not null,
  forcee boolean not null default false,
  commencee_le timestamptz not null,
  duree_ms integer not null check (duree_ms >= 0),
  lues integer not null default 0,
  hors_champ integer not null default 0,
  rejetees integer not null default 0,
  remarques integer not null default 0,
  lignes_nouvelles integer not null default 0,
  lignes_changees integer not null default 0,
  lignes_disparues integer not null default 0,
  crees integer not null default 0,
  modifies integer not null default 0,
  inchanges integer not null default 0,
  mal_places integer not null default 0,
  erreur text
);
comment on table integration.execution is 'Une lecture d’une source : ce qui a été reçu, écrit, rejeté';
comment on column integration.execution.empreinte is 'SHA-256 des fichiers et de la version des règles : la même n’est pas relue';
comment on column integration.execution.mal_places is 'Établissements de cette exécution dont le placement est incomplet ou douteux';
create index execution_source on integration.execution (source, id desc);

create table integration.ligne (
  source text not null references integration.source (code),
  uai text collate "C" not null,
  rang integer not null default 0 check (rang >= 0),
  numero integer not null,
  champs jsonb not null,
  lieu jsonb not null,
  date_donnees date not null,
  empreinte text not null,
  execution bigint not null references integration.execution (id),
  disparue_execution bigint references integration.execution (id),
  primary key (uai, source, rang)
);
comment on table integration.ligne is 'Ce que dit aujourd’hui chaque source de chaque UAI ; rang 0 : l’établissement, puis ses sites';
comment on column integration.ligne.disparue_execution is 'La ligne n’est plus dans la source : fermeture à proposer à un agent, jamais une suppression';
create index ligne_disparue on integration.ligne (source, uai) where disparue_execution is not null;

create table integration.rejet (
  id bigint generated always as identity primary key,
  execution bigint not null references integration.execution (id),
  numero integer not null,
  portee text not null check (portee in ('ligne', 'champ')),
  uai text not null,
  champ text,
  valeur text not null,
  code text not null,
  raison text not null,
  suggestion text,
  check ((portee = 'champ') = (champ is not null))
);
comment on table integration.rejet is 'Quarantaine : lignes écartées, et valeurs écartées d’une ligne gardée';
comment on column integration.rejet.numero is 'Numéro de la ligne dans le fichier, en-tête comprise';
comment on column integration.rejet.suggestion is 'UAI voulu, quand un seul UAI connu est à une faute de frappe';
create index rejet_execution on integration.rejet (execution, numero, id);

grant select, insert, update on integration.source, integration.ligne, integration.execution to preau_application;
grant select, insert on integration.rejet to preau_application;
