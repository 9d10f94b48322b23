create schema comptes;
comment on schema comptes is 'Personnes, connexion, habilitations et périmètres';
grant usage on schema comptes to preau_application;

-- The four tables below are those of the sign-in library, under our names.
create table comptes.compte (
  id text primary key,
  nom text not null,
  courriel text not null unique,
  courriel_verifie boolean not null default false,
  image text,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now()
);
comment on table comptes.compte is 'Compte de connexion (donnée personnelle : nom et courriel)';

create table comptes.session (
  id text primary key,
  compte_id text not null references comptes.compte (id) on delete cascade,
  jeton text not null unique,
  expire_le timestamptz not null,
  adresse_ip text,
  navigateur text,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now()
);
comment on table comptes.session is 'Session ouverte (donnée personnelle : adresse IP et navigateur, effacés avec la session)';
create index session_compte on comptes.session (compte_id);

create table comptes.identifiant (
  id text primary key,
  compte_id text not null references comptes.compte (id) on delete cascade,
  fournisseur text not null,
  identifiant_externe text not null,
  mot_de_passe text,
  jeton_acces text,
  jeton_rafraichissement text,
  jeton_identite text,
  jeton_acces_expire_le timestamptz,
  jeton_rafraichissement_expire_le timestamptz,
  portee text,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now(),
  unique (fournisseur, identifiant_externe)
);
comment on column comptes.identifiant.mot_de_passe is 'Empreinte lente et salée, jamais le mot de passe';
create index identifiant_compte on comptes.identifiant (compte_id);

create table comptes.verification (
  id text primary key,
  identifiant text not null,
  valeur text not null,
  expire_le timestamptz not null,
  cree_le timestamptz not null default now(),
  modifie_le timestamptz not null default now()
);
create index verification_identifiant on comptes.verification (identifiant);

create table comptes.limite (
  id text primary key,
  cle text not null unique,
  compte integer not null,
  derniere_demande bigint not null
);
comment on table comptes.limite is 'Compteurs de la limitation des essais de connexion';

create table comptes.personne (
  id bigint generated always as identity primary key,
  compte_id text unique references comptes.compte (id) on delete set null,
  prenom text not null check (length(prenom) between 1 and 100),
  nom text not null check (length(nom) between 1 and 100),
  courriel text not null unique check (length(courriel) <= 254),
  telephone text,
  role text not null check (role in ('etablissement', 'agent', 'administrateur')),
  fonction text not null default '',
  fictive boolean not null default false,
  active boolean not null default true,
  cree_le timestamptz not null default now()
);
comment on table comptes.personne is 'Personne qui agit dans Préau (données personnelles : identité et coordonnées professionnelles)';
comment on column comptes.personne.fictive is 'Personne inventée pour la démonstration';

create table comptes.habilitation (
  id bigint generated always as identity primary key,
  personne_id bigint not null references comptes.personne (id),
  uai text not null references referentiel.etablissement (uai),
  fonction text not null check (fonction in ('chef', 'gestionnaire')),
  depuis date not null,
  jusque date,
  check (jusque is null or jusque >= depuis)
);
comment on table comptes.habilitation is 'Qui agit pour quel établissement, avec quelle fonction ; on ferme (jusque), on n’efface pas';
create unique index habilitation_en_cours on comptes.habilitation (personne_id, uai) where jusque is null;
create index habilitation_uai on comptes.habilitation (uai);

create table comptes.perimetre (
  id bigint generated always as identity primary key,
  personne_id bigint not null references comptes.personne (id),
  genre text not null check (genre in ('tout', 'departement', 'canton', 'commune', 'etablissement')),
  code text not null default '',
  unique (personne_id, genre, code)
);
comment on table comptes.perimetre is 'Territoires que suit un agent';

create table comptes.invitation (
  jeton_sha256 text primary key,
  genre text not null check (genre in ('premier_administrateur')),
  cree_le timestamptz not null default now(),
  expire_le timestamptz not null,
  utilisee_le timestamptz
);
comment on table comptes.invitation is 'Lien à usage unique pour ouvrir le premier compte d’administration';

grant select, insert, update, delete on comptes.compte, comptes.session, comptes.identifiant, comptes.verification, comptes.limite, comptes.perimetre to preau_application;
grant select, insert, update on comptes.personne, comptes.habilitation, comptes.invitation to preau_application;
