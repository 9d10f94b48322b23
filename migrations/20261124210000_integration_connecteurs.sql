-- No reference to integration.source: a source is declared at its first run, and may be set before.
create table integration.reglage (
  source text primary key,
  ou jsonb not null,
  horaire text,
  active boolean not null default false,
  periode_jours integer check (periode_jours between 1 and 1000),
  seuil_volume integer not null default 20 check (seuil_volume between 1 and 100),
  seuil_rejets integer not null default 10 check (seuil_rejets between 1 and 100),
  reprise jsonb,
  essaye_le timestamptz,
  essai_etat text check (essai_etat in ('pris', 'inchange', 'rien', 'partiel', 'echec')),
  essai_message text,
  modifie_le timestamptz not null,
  modifie_par text not null
);
comment on table integration.reglage is 'Où et quand une source est prise ; sans ligne, le réglage livré avec Préau';
comment on column integration.reglage.periode_jours is 'Sans import réussi depuis plus longtemps, la source est en retard';
comment on column integration.reglage.reprise is 'Pages déjà reçues d’une prise interrompue : { signature, pages }';
comment on column integration.reglage.modifie_par is 'Donnée personnelle : nom de l’administrateur';

create table integration.application (
  id bigint generated always as identity primary key,
  nom text not null unique,
  sources text[] not null,
  active boolean not null default true,
  cree_le timestamptz not null,
  cree_par text not null
);
comment on table integration.application is 'Applications métier qui envoient leurs fichiers';

create table integration.cle (
  id bigint generated always as identity primary key,
  application bigint not null references integration.application (id),
  empreinte text not null unique,
  debut text not null,
  cree_le timestamptz not null,
  expire_le timestamptz,
  revoquee_le timestamptz,
  utilisee_le timestamptz
);
comment on table integration.cle is 'Clés d’application ; deux vivent ensemble le temps d’un remplacement';
comment on column integration.cle.empreinte is 'SHA-256 de la clé : la clé elle-même n’est montrée qu’une fois';
create index cle_application on integration.cle (application);

create table integration.echange (
  id bigint generated always as identity primary key,
  le timestamptz not null,
  sens text not null check (sens in ('entrant', 'sortant')),
  application bigint references integration.application (id),
  source text,
  tache text not null,
  reponse integer,
  erreur text,
  ordre text not null,
  execution bigint,
  duree_ms integer not null check (duree_ms >= 0)
);
comment on table integration.echange is 'Journal des échanges avec les autres applications, gardé 36 mois';
comment on column integration.echange.reponse is 'Statut HTTP ; vide quand personne n’a répondu';
comment on column integration.echange.ordre is 'Numéro de la requête, ou du travail, qui relie un échange aux journaux du serveur';
create index echange_le on integration.echange (le desc, id desc);
create index echange_application on integration.echange (application, id desc);
create index echange_source on integration.echange (source, id desc);

create table integration.appairage (
  application bigint not null references integration.application (id),
  identifiant text not null,
  uai text collate "C" not null,
  etat text not null check (etat in ('ok', 'erreur')),
  message text,
  maj timestamptz not null,
  maj_par text not null,
  primary key (application, identifiant)
);
comment on table integration.appairage is 'Identifiant d’un établissement dans une application métier, et s’il y est bien relié';
create index appairage_uai on integration.appairage (uai);

create table integration.alerte (
  id bigint generated always as identity primary key,
  source text not null,
  genre text not null check (genre in ('retard', 'volume', 'rejets', 'codes')),
  message text not null,
  execution bigint references integration.execution (id),
  ouverte_le timestamptz not null,
  close_le timestamptz,
  acquittee_le timestamptz,
  acquittee_par text,
  raison text,
  check ((acquittee_le is null) = (raison is null))
);
comment on table integration.alerte is 'Source en retard ou qui dérive';
create unique index alerte_ouverte on integration.alerte (source, genre) where close_le is null;

grant select, insert, update on integration.reglage, integration.application, integration.cle, integration.alerte
  to preau_application;
grant select, insert, update, delete on integration.appairage to preau_application;
grant select, insert, delete on integration.echange to preau_application;
