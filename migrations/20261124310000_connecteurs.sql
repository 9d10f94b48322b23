create schema connecteurs;
comment on schema connecteurs is 'Appels aux API nationales : réglages, état, réponses gardées, journal';
grant usage on schema connecteurs to preau_application;

create table connecteurs.reglage (
  connecteur text primary key,
  pilote text check (pilote in ('reel', 'rejeu', 'arret')),
  adresse text,
  destinataire text check (destinataire ~ '^\d{14}$'),
  cache_minutes integer check (cache_minutes between 0 and 527040),
  appels_par_minute integer check (appels_par_minute between 1 and 1000),
  secret text,
  secret_expire_le timestamptz,
  secret_pose_le timestamptz,
  modifie_le timestamptz not null,
  modifie_par text not null
);
comment on table connecteurs.reglage is 'Ce qu’un administrateur a changé d’un connecteur ; vide = réglage livré';
comment on column connecteurs.reglage.pilote is 'Vide : réel quand la configuration permet d’appeler l’adresse et que la clé est là, sinon arrêté';
comment on column connecteurs.reglage.destinataire is 'SIRET de l’administration qui reçoit les données, dit à chaque appel';
comment on column connecteurs.reglage.secret is 'Clé ou jeton, chiffré (AES-256-GCM) avec le secret du serveur ; jamais rendu';
comment on column connecteurs.reglage.modifie_par is 'Donnée personnelle : nom de l’administrateur';

create table connecteurs.etat (
  connecteur text primary key,
  echecs integer not null default 0 check (echecs >= 0),
  ouvertures integer not null default 0 check (ouvertures >= 0),
  ouvert_jusque timestamptz,
  appele_le timestamptz not null,
  issue text not null check (issue in ('trouve', 'introuvable', 'indisponible', 'refuse')),
  message text not null default ''
);
comment on table connecteurs.etat is 'Coupe-circuit et dernier appel de chaque connecteur, partagés entre les serveurs';
comment on column connecteurs.etat.echecs is 'Échecs à la suite ; à 5 le circuit s’ouvre';
comment on column connecteurs.etat.ouvertures is 'Ouvertures à la suite : chacune dure deux fois plus longtemps';

create table connecteurs.reponse (
  connecteur text not null,
  cle text not null,
  valeur jsonb,
  obtenue_le timestamptz not null,
  expire_le timestamptz not null,
  primary key (connecteur, cle)
);
comment on table connecteurs.reponse is 'Réponses gardées le temps réglé ; périmées, elles ne servent que si le service ne répond plus';
comment on column connecteurs.reponse.cle is 'Empreinte de la demande : la demande elle-même n’est pas gardée';
create index reponse_expire on connecteurs.reponse (expire_le);

create table connecteurs.appel (
  id bigint generated always as identity primary key,
  le timestamptz not null,
  connecteur text not null,
  pilote text not null check (pilote in ('reel', 'rejeu', 'cache')),
  demandeur_id bigint,
  demandeur text not null,
  dossier text,
  uai text,
  motif text not null,
  donnees text[] not null,
  issue text not null check (issue in ('trouve', 'introuvable', 'indisponible', 'refuse')),
  reponse integer,
  message text,
  essais integer not null default 1 check (essais >= 0),
  duree_ms integer not null check (duree_ms >= 0),
  requete text not null
);
comment on table connecteurs.appel is 'Traces des échanges entre administrations (CRPA, R114-9-7), gardées 36 mois';
comment on column connecteurs.appel.demandeur is 'Donnée personnelle : nom de la personne pour qui l’appel est fait';
comment on column connecteurs.appel.motif is 'Pourquoi : dossier, téléservice ou essai';
comment on column connecteurs.appel.donnees is 'Quelles données sont demandées, jamais leur contenu';
create index appel_le on connecteurs.appel (le desc, id desc);
create index appel_connecteur on connecteurs.appel (connecteur, le desc);
create index appel_demandeur on connecteurs.appel (demandeur_id, le desc) where demandeur_id is not null;
create index appel_dossier on connecteurs.appel (dossier, id) where dossier is not null;

create table connecteurs.alerte (
  connecteur text not null,
  seuil integer not null check (seuil in (90, 30, 7, 0)),
  expire_le timestamptz not null,
  le timestamptz not null,
  primary key (connecteur, seuil, expire_le)
);
comment on table connecteurs.alerte is 'Fins de jeton déjà annoncées aux administrateurs, à 90, 30 et 7 jours, puis au jour dit';

grant select, insert, update on connecteurs.reglage, connecteurs.etat, connecteurs.alerte to preau_application;
grant select, insert, update, delete on connecteurs.reponse to preau_application;
grant select, insert, delete on connecteurs.appel to preau_application;
