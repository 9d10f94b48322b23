-- Who receives what the rules of a form orient: a service of the collectivité and the people in it.
create table comptes.service (
  id bigint generated always as identity primary key,
  nom text not null check (length(nom) between 2 and 120),
  anciens_noms text[] not null default '{}',
  cree_le timestamptz not null,
  ferme_le timestamptz
);
comment on table comptes.service is 'Service de la collectivité, qui instruit les dossiers que les règles d’un formulaire lui orientent';
comment on column comptes.service.anciens_noms is 'En minuscules : une règle écrite avec un ancien nom mène encore au service';
comment on column comptes.service.ferme_le is 'Depuis quand il ne reçoit plus rien ; les dossiers qu’il a reçus gardent son nom';
create unique index service_nom on comptes.service (lower(nom)) where ferme_le is null;

create table comptes.membre (
  service_id bigint not null references comptes.service (id),
  personne_id bigint not null references comptes.personne (id),
  primary key (service_id, personne_id)
);
comment on table comptes.membre is 'Agents d’un service ; un agent peut être de plusieurs';
create index membre_personne on comptes.membre (personne_id);

-- One reading of a name for the deposit, the list and the alerts.
create function comptes.service_nomme(cherche text) returns bigint language sql stable as $$
  select id from comptes.service
  where ferme_le is null and (lower(nom) = lower(btrim(cherche)) or lower(btrim(cherche)) = any (anciens_noms))
  order by (lower(nom) = lower(btrim(cherche))) desc, id
  limit 1
$$;
comment on function comptes.service_nomme is 'Le service ouvert qui porte ce nom, ou l’a porté ; nul quand il n’y en a pas';

alter table dossiers.dossier add column orientation jsonb;
comment on column dossiers.dossier.orientation is 'Au dépôt : le service que les règles du formulaire ont désigné, et la phrase de la règle ; nul sans règle remplie';
drop trigger depot_immuable on dossiers.dossier;
create trigger depot_immuable before update on dossiers.dossier for each row
  when (old.etat = 'depose' and (new.etat, new.numero, new.version_id, new.uai, new.objet, new.montant_demande, new.reponses, new.depose_le, new.orientation)
    is distinct from (old.etat, old.numero, old.version_id, old.uai, old.objet, old.montant_demande, old.reponses, old.depose_le, old.orientation))
  execute function dossiers.refuser_modification();

alter table instruction.suivi add column service_id bigint references comptes.service (id);
comment on column instruction.suivi.service_id is 'Service qui traite le dossier : celui des règles du formulaire, puis celui qu’un agent a choisi';
create index suivi_service on instruction.suivi (service_id, teleservice_id, statut);

create table instruction.orientation (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  de_service bigint references comptes.service (id),
  vers_service bigint references comptes.service (id),
  motif text not null check (length(motif) between 3 and 2000),
  auteur_id bigint references comptes.personne (id),
  auteur_nom text not null,
  le timestamptz not null
);
comment on table instruction.orientation is 'Histoire des services d’un dossier : la règle qui l’a orienté, puis chaque réorientation et son motif ; on y ajoute, on n’y change rien';
comment on column instruction.orientation.motif is 'Pour les agents ; peut contenir des données personnelles';
create index orientation_dossier on instruction.orientation (dossier_id, id);

grant select, insert, update on comptes.service to preau_application;
grant select, insert, delete on comptes.membre to preau_application;
grant select, insert on instruction.orientation to preau_application;
