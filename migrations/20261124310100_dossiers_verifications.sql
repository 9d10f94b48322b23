alter table dossiers.dossier add column verifications jsonb not null default '{}';
comment on column dossiers.dossier.verifications is
  'Par question interrogée au-dehors (SIRET) : { etat, source, date, message, valeur } du dernier essai';
