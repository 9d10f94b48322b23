-- Démarches ouvertes sans compte : qui demande est une personne qui ne se connecte jamais, une par dossier.
alter table journal.acte drop constraint acte_acteur_genre_check;
alter table journal.acte add constraint acte_acteur_genre_check
  check (acteur_genre in ('personne', 'systeme', 'anonyme', 'demandeur'));

alter table comptes.personne drop constraint personne_role_check;
alter table comptes.personne add constraint personne_role_check
  check (role in ('etablissement', 'agent', 'administrateur', 'demandeur'));
alter table comptes.personne add constraint personne_demandeur_sans_compte
  check (role <> 'demandeur' or (compte_id is null and not active));
alter table comptes.personne drop constraint personne_courriel_key;
create unique index personne_courriel on comptes.personne (courriel) where role <> 'demandeur';
create index personne_demandeur on comptes.personne (courriel) where role = 'demandeur';
comment on column comptes.personne.role is 'demandeur : personne sans compte, une par dossier ; elle ne se connecte pas (active faux) et partage son adresse avec qui elle veut';

alter table dossiers.dossier add column sans_compte boolean not null default false;
comment on column dossiers.dossier.sans_compte is 'Commencé par une famille ou un élève sans compte : seuls son demandeur et les agents le voient, jamais l’établissement concerné';
create index dossier_sans_compte on dossiers.dossier (demandeur_id) where sans_compte;

create schema horscompte;
comment on schema horscompte is 'Dossiers ouverts sans compte : demandes à confirmer, codes de suivi, sessions limitées à un dossier';
grant usage on schema horscompte to preau_application;

create table horscompte.demande (
  id uuid primary key default gen_random_uuid(),
  teleservice_id bigint not null references teleservices.teleservice (id),
  uai text collate "C" not null references referentiel.etablissement (uai),
  prenom text not null check (length(prenom) between 1 and 100),
  nom text not null check (length(nom) between 1 and 100),
  courriel text not null check (length(courriel) <= 254),
  code text not null,
  cree_le timestamptz not null,
  expire_le timestamptz not null
);
comment on table horscompte.demande is 'Courriel à confirmer avant d’ouvrir un dossier (donnée personnelle : nom, adresse ; effacée à la confirmation ou à l’expiration)';
comment on column horscompte.demande.code is 'Empreinte du code de confirmation (HMAC), jamais le code';
create index demande_expire on horscompte.demande (expire_le);
create index demande_uai on horscompte.demande (uai);

create table horscompte.acces (
  personne_id bigint primary key references comptes.personne (id),
  dossier_id bigint not null unique references dossiers.dossier (id),
  code text not null,
  code_suivant text,
  cree_le timestamptz not null,
  annonce_le timestamptz
);
comment on table horscompte.acces is 'Code de suivi d’un dossier sans compte';
comment on column horscompte.acces.code is 'Empreinte du code de suivi (HMAC avec le secret du serveur), jamais le code';
comment on column horscompte.acces.code_suivant is 'Empreinte du code redemandé : il prend la place de l’ancien à sa première utilisation, pour que personne ne puisse faire perdre le sien à un autre';
comment on column horscompte.acces.annonce_le is 'Quand l’effacement du brouillon a été annoncé par courriel';

create table horscompte.session (
  jeton text primary key,
  personne_id bigint not null references horscompte.acces (personne_id) on delete cascade,
  expire_le timestamptz not null
);
comment on table horscompte.session is 'Session limitée à un dossier ; jeton est l’empreinte de ce que garde le navigateur';
create index session_personne on horscompte.session (personne_id);
create index session_expire on horscompte.session (expire_le);

grant select, insert, update, delete on horscompte.demande, horscompte.acces, horscompte.session to preau_application;
