-- What the antivirus says of each file, and the files sent in several times.
alter table dossiers.piece
  add column antivirus text not null default 'non_analysee'
    check (antivirus in ('en_attente', 'saine', 'infectee', 'non_analysee')),
  add column analyse_tentee_le timestamptz,
  add column menace text;
comment on column dossiers.piece.antivirus is 'Ce que l’antivirus dit du fichier ; non_analysee quand aucun n’est branché';
comment on column dossiers.piece.analyse_tentee_le is 'Dernier passage, réussi ou non : les plus anciens repassent les premiers';
comment on column dossiers.piece.menace is 'Nom que l’antivirus donne à ce qu’il a trouvé';
create index piece_a_analyser on dossiers.piece (analyse_tentee_le) where antivirus in ('en_attente', 'non_analysee');

create table dossiers.envoi (
  id uuid primary key default gen_random_uuid(),
  dossier_id bigint not null references dossiers.dossier (id),
  champ text not null,
  remplace bigint references dossiers.piece (id),
  personne_id bigint not null references comptes.personne (id),
  nom text not null check (length(nom) between 1 and 200),
  taille bigint not null check (taille > 0),
  commence_le timestamptz not null,
  expire_le timestamptz not null,
  piece_id bigint references dossiers.piece (id)
);
comment on table dossiers.envoi is 'Fichier envoyé en plusieurs morceaux, repris après une coupure ; effacé après un jour';
comment on column dossiers.envoi.champ is 'Champ du formulaire auquel le fichier répond';
comment on column dossiers.envoi.nom is 'Nom donné par la personne (peut contenir une donnée personnelle)';
comment on column dossiers.envoi.piece_id is 'Pièce faite de cet envoi : le finir deux fois rend la même';
create index envoi_expire on dossiers.envoi (expire_le);

create table dossiers.morceau (
  envoi_id uuid not null references dossiers.envoi (id),
  debut bigint not null check (debut >= 0),
  taille bigint not null check (taille > 0),
  fichier text not null,
  primary key (envoi_id, debut)
);
comment on table dossiers.morceau is 'Morceau reçu d’un envoi, et sa place dans le fichier';

grant select, insert, update, delete on dossiers.envoi to preau_application;
grant select, insert, delete on dossiers.morceau to preau_application;
