create schema instruction;
comment on schema instruction is 'Guide par dispositif, avancement, décisions';
grant usage on schema instruction to preau_application;

-- One row for each guide that ever served: 300 000 dossiers share a few, and none of them changes.
create table instruction.guide (
  id bigint generated always as identity primary key,
  empreinte text not null unique,
  guide jsonb not null,
  depuis timestamptz not null
);
comment on table instruction.guide is 'Guides d’instruction tels qu’ils étaient au dépôt des dossiers : jamais modifiés';
comment on column instruction.guide.empreinte is 'SHA-256 du guide : deux dossiers déposés sous le même guide partagent la ligne';

create table instruction.suivi (
  dossier_id bigint primary key references dossiers.dossier (id),
  guide_id bigint not null references instruction.guide (id),
  etape text not null,
  statut text not null,
  qui_agit text not null,
  depuis timestamptz not null,
  statut_public text not null,
  qui_agit_public text not null,
  depuis_public timestamptz not null,
  termine boolean not null default false,
  echeance date,
  affecte_a bigint references comptes.personne (id),
  revision integer not null default 0,
  uai text collate "C" not null references referentiel.etablissement (uai),
  teleservice_id bigint not null references teleservices.teleservice (id),
  depose_le timestamptz not null,
  montant_demande numeric(14, 2)
);
comment on table instruction.suivi is 'Où en est un dossier déposé ; le guide est celui du jour du dépôt';
comment on column instruction.suivi.uai is 'Comme les trois suivants, figé au dépôt et repris du dossier : une liste de 300 000 lignes se compte et se trie sans jointure';
comment on column instruction.suivi.statut_public is 'Statut montré à l’établissement : une décision non notifiée ne s’y voit pas';
comment on column instruction.suivi.termine is 'Le statut atteint termine le dossier';
comment on column instruction.suivi.echeance is 'Jour avant lequel l’établissement doit répondre';
-- The counts beside each filter are read from the index alone.
create index suivi_depot on instruction.suivi (depose_le desc, dossier_id desc) include (teleservice_id, statut, guide_id);
create index suivi_uai on instruction.suivi (uai, teleservice_id, statut, guide_id);
create index suivi_statut on instruction.suivi (teleservice_id, statut, guide_id);
create index suivi_depuis on instruction.suivi (depuis, dossier_id);
create index suivi_affecte on instruction.suivi (affecte_a, termine) where affecte_a is not null;
create index suivi_echeance on instruction.suivi (echeance) where echeance is not null;

create table instruction.recherche (
  dossier_id bigint primary key references dossiers.dossier (id),
  mots tsvector not null
);
comment on table instruction.recherche is 'Mots de chaque dossier déposé (objet ; nom, commune et UAI de l’établissement), sans accents ni casse ; à part, pour qu’un changement de statut n’y récrive rien';
comment on column instruction.recherche.mots is 'Un début de mot se cherche par « mot:* »';
create index recherche_mots on instruction.recherche using gin (mots) with (fastupdate = off);

create table instruction.passage (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  de_statut text,
  vers_etape text not null,
  vers_statut text not null,
  sens text not null check (sens in ('ouverture', 'avance', 'recul', 'automatique')),
  motif text not null default '',
  canal text not null default 'unitaire' check (canal in ('unitaire', 'masse', 'automatique')),
  auteur_id bigint references comptes.personne (id),
  auteur_nom text not null,
  le timestamptz not null,
  check (sens <> 'recul' or length(motif) >= 3)
);
comment on table instruction.passage is 'Histoire des statuts d’un dossier : on y ajoute, on n’y change rien';
comment on column instruction.passage.motif is 'Pour les agents ; peut contenir des données personnelles';
create index passage_dossier on instruction.passage (dossier_id, id);
-- A job that runs twice, or two at once, opens a dossier only once.
create unique index passage_ouverture on instruction.passage (dossier_id) where sens = 'ouverture';

create table instruction.demande_piece (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  libelle text not null check (length(libelle) between 3 and 200),
  commentaire text not null default '' check (length(commentaire) <= 2000),
  etat text not null default 'attendue' check (etat in ('attendue', 'recue', 'annulee')),
  avant_le date,
  statut_avant text not null,
  demandee_par bigint not null references comptes.personne (id),
  demandee_le timestamptz not null,
  close_le timestamptz,
  check ((etat = 'attendue') = (close_le is null))
);
comment on table instruction.demande_piece is 'Pièce réclamée pendant l’instruction ; sa réception rend le dossier au service';
comment on column instruction.demande_piece.statut_avant is 'Statut que le dossier retrouve quand les pièces sont transmises';
create index demande_piece_dossier on instruction.demande_piece (dossier_id);

create table instruction.decision (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  sens text not null check (sens in ('accorde', 'accorde_partiel', 'refuse', 'ajourne')),
  montant numeric(14, 2) check (montant >= 0),
  motif text not null default '' check (length(motif) <= 4000),
  decidee_par bigint not null references comptes.personne (id),
  decidee_le timestamptz not null,
  annulee_le timestamptz,
  notifiee_le timestamptz,
  lettre jsonb,
  fichier text,
  check (sens not in ('refuse', 'accorde_partiel') or length(motif) >= 3),
  check ((notifiee_le is null) = (lettre is null))
);
comment on table instruction.decision is 'Décision ; un recul l’annule sans l’effacer';
comment on column instruction.decision.montant is 'En euros';
comment on column instruction.decision.lettre is 'Ce que dit la lettre de notification, figé quand elle part (donnée personnelle : nom de l’agent)';
create unique index decision_en_vigueur on instruction.decision (dossier_id) where annulee_le is null;
create index decision_dossier on instruction.decision (dossier_id);

grant select, insert on instruction.guide, instruction.passage, instruction.recherche to preau_application;
grant select, insert, update on instruction.suivi, instruction.demande_piece, instruction.decision to preau_application;
