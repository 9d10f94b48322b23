alter table dossiers.piece
  add column fournie_le date,
  add column reprise_de bigint references dossiers.piece (id);
update dossiers.piece set fournie_le = (ajoutee_le at time zone 'Europe/Paris')::date;
alter table dossiers.piece alter column fournie_le set not null;
comment on column dossiers.piece.fournie_le is 'Jour où l’établissement l’a fournie la première fois : sa validité court de là, même reprise dans un autre dossier';
comment on column dossiers.piece.reprise_de is 'Pièce d’un autre dossier dont celle-ci reprend le fichier';

alter table dossiers.dossier add column copie_de bigint references dossiers.dossier (id);
comment on column dossiers.dossier.copie_de is 'Dossier dont celui-ci est reparti';

-- The same file may now be given in several dossiers: stored once, its bytes never change.
alter table dossiers.piece drop constraint piece_fichier_key;
create index piece_fichier on dossiers.piece (fichier);
comment on column dossiers.piece.fichier is 'Clé du fichier gardé ; un fichier ne s’efface que quand plus aucune pièce ne le porte';
