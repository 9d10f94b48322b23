create schema instruction;
comment on schema instruction is 'Guide par dispositif, avancement, décisions';
grant usage on schema instruction to preau_application;

create table instruction.suivi (
  dossier_id bigint primary key references dossiers.dossier (id),
  guide jsonb not null,
  etape text not null,
  statut text not null,
  qui_agit text not null,
  depuis timestamptz not null,
  echeance date,
  affecte_a bigint references comptes.personne (id),
  revision integer not null default 0
);
comment on table instruction.suivi is 'Où en est un dossier déposé ; le guide est celui du jour du dépôt';
create index suivi_statut on instruction.suivi (statut, depuis);
create index suivi_affecte on instruction.suivi (affecte_a) where affecte_a is not null;

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
create index passage_dossier on instruction.passage (dossier_id, id);

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
  close_le timestamptz
);
comment on table instruction.demande_piece is 'Pièce réclamée pendant l’instruction ; sa réception rend le dossier au service';
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
  fichier text
);
comment on table instruction.decision is 'Décision ; un recul l’annule sans l’effacer';
create unique index decision_en_vigueur on instruction.decision (dossier_id) where annulee_le is null;

grant select, insert, update on instruction.suivi, instruction.demande_piece, instruction.decision to preau_application;
grant select, insert on instruction.passage to preau_application;
