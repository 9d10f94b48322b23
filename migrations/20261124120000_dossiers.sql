create schema dossiers;
comment on schema dossiers is 'Brouillons, dépôts, pièces';
grant usage on schema dossiers to preau_application;

create table dossiers.dossier (
  id bigint generated always as identity primary key,
  cle text not null unique check (cle ~ '^[a-z0-9]{12}$'),
  numero text unique,
  etat text not null default 'brouillon' check (etat in ('brouillon', 'depose', 'abandonne')),
  teleservice_id bigint not null references teleservices.teleservice (id),
  version_id bigint not null references teleservices.version (id),
  uai text collate "C" not null references referentiel.etablissement (uai),
  demandeur_id bigint not null references comptes.personne (id),
  objet text not null default '',
  montant_demande numeric(14, 2),
  reponses jsonb not null default '{}',
  origines jsonb not null default '{}',
  revision integer not null default 0,
  commence_le timestamptz not null,
  modifie_le timestamptz not null,
  modifie_par bigint not null references comptes.personne (id),
  depose_le timestamptz,
  depose_par bigint references comptes.personne (id),
  check ((etat = 'depose') = (numero is not null and depose_le is not null))
);
comment on table dossiers.dossier is 'Un dossier, du brouillon au dépôt ; la suite appartient à l’instruction';
comment on column dossiers.dossier.cle is 'Désigne le dossier dans les adresses, du brouillon à l’archive';
comment on column dossiers.dossier.reponses is 'Réponses par identifiant de champ (peut contenir des données personnelles selon le formulaire)';
comment on column dossiers.dossier.origines is 'Par champ prérempli : valeur d’origine, source et date ; si l’usager l’a modifiée se déduit des réponses';
comment on column dossiers.dossier.montant_demande is 'En euros, tiré des réponses au dépôt ; nul quand le formulaire ne demande pas de montant';
comment on column dossiers.dossier.objet is 'Résumé d’une ligne, tiré des réponses au dépôt';
create index dossier_uai on dossiers.dossier (uai, etat, teleservice_id);
create index dossier_depot on dossiers.dossier (depose_le desc) where etat = 'depose';
create index dossier_teleservice on dossiers.dossier (teleservice_id, etat);
create index dossier_objet on dossiers.dossier using gin (objet gin_trgm_ops);

-- What was deposited is a proof: the application itself cannot rewrite it.
create function dossiers.refuser_modification() returns trigger language plpgsql as $$
begin
  raise exception 'Un dossier déposé ne se modifie pas.' using errcode = 'insufficient_privilege';
end $$;
create trigger depot_immuable before update on dossiers.dossier for each row
  when (old.etat = 'depose' and (new.etat, new.numero, new.version_id, new.uai, new.objet, new.montant_demande, new.reponses, new.depose_le)
    is distinct from (old.etat, old.numero, old.version_id, old.uai, old.objet, old.montant_demande, old.reponses, old.depose_le))
  execute function dossiers.refuser_modification();

-- One counter a year: the row's lock gives numbers without holes nor doubles.
create table dossiers.compteur (annee integer primary key, dernier integer not null);
comment on table dossiers.compteur is 'Dernier numéro de dossier donné par année';

create table dossiers.piece (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  champ text not null,
  nom text not null check (length(nom) between 1 and 200),
  type text not null,
  format text not null,
  taille bigint not null check (taille > 0),
  sha256 text not null,
  fichier text not null unique,
  ajoutee_le timestamptz not null,
  ajoutee_par bigint not null references comptes.personne (id),
  retiree_le timestamptz,
  remplacee_par bigint references dossiers.piece (id)
);
comment on table dossiers.piece is 'Pièce d’un dossier ; une pièce remplacée ou retirée reste dans l’histoire';
comment on column dossiers.piece.champ is 'Champ du formulaire (champ ou bloc/ligne/champ), ou demande:<id> pour une pièce demandée à l’instruction';
comment on column dossiers.piece.nom is 'Nom donné par la personne (peut contenir une donnée personnelle)';
comment on column dossiers.piece.type is 'Type reconnu dans le contenu, jamais d’après le nom';
create index piece_dossier on dossiers.piece (dossier_id, champ);

create table dossiers.accuse (
  dossier_id bigint primary key references dossiers.dossier (id),
  donnees jsonb not null,
  fichier text,
  le timestamptz not null
);
comment on table dossiers.accuse is 'Accusé de réception : ce qu’il dit est figé au dépôt, le PDF en est tiré';

grant select, insert, update on dossiers.dossier, dossiers.compteur, dossiers.piece to preau_application;
grant select, insert, update (fichier) on dossiers.accuse to preau_application;
