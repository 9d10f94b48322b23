-- The last day is told too: a token takes more than a day to be renewed, but a service that stops is best known before.
alter table connecteurs.alerte drop constraint alerte_seuil_check;
alter table connecteurs.alerte add constraint alerte_seuil_check check (seuil in (90, 30, 7, 1, 0));
comment on table connecteurs.alerte is 'Fins de jeton déjà annoncées aux administrateurs, à 90, 30, 7 jours et la veille, puis au jour dit';
