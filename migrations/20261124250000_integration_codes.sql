-- Codes (COG, EPCI, académies, nomenclatures) and the school calendar are imported like the rest. A code that leaves its
-- nomenclature stays, obsolete: what bears it keeps its words.
alter table integration.source drop constraint source_genre_check;
alter table integration.source add constraint source_genre_check
  check (genre in ('etablissements', 'enregistrements', 'territoires', 'nomenclatures', 'calendrier'));
alter table integration.alerte drop constraint alerte_genre_check;
alter table integration.alerte add constraint alerte_genre_check
  check (genre in ('retard', 'volume', 'rejets', 'codes', 'obsoletes'));
alter table integration.execution add column pieces text[] not null default '{}';
comment on column integration.execution.pieces is 'Empreinte de chacun des fichiers, quand l’exécution en lit plusieurs';

alter table referentiel.region add column obsolete_depuis date;
alter table referentiel.academie add column obsolete_depuis date;
alter table referentiel.departement add column obsolete_depuis date;
alter table referentiel.epci add column obsolete_depuis date;
alter table referentiel.canton add column obsolete_depuis date;
alter table referentiel.commune add column obsolete_depuis date;
alter table referentiel.partie_commune add column obsolete_depuis date;
alter table referentiel.nature add column obsolete_depuis date;
alter table referentiel.type_contrat add column obsolete_depuis date;
comment on column referentiel.commune.obsolete_depuis is 'Absente du dernier COG importé ; gardée pour ce qui la porte';
comment on column referentiel.nature.obsolete_depuis is 'Absente de la dernière nomenclature importée ; gardée pour ce qui la porte';

create table referentiel.vacances (
  annee_scolaire text not null,
  lieu text not null,
  population text not null,
  description text not null,
  debut date not null,
  reprise date not null check (reprise >= debut),
  zone text not null,
  code_academie text references referentiel.academie (code),
  obsolete_depuis date,
  primary key (annee_scolaire, lieu, population, description, debut)
);
comment on table referentiel.vacances is 'Calendrier scolaire du ministère : vacances, ponts et jours vaqués de chaque académie';
comment on column referentiel.vacances.debut is 'Premier jour sans classe';
comment on column referentiel.vacances.reprise is 'Jour de la reprise ; égal à debut pour un seul jour, ou quand la fin n’est pas publiée';
comment on column referentiel.vacances.population is '- : tous ; sinon Élèves, Enseignants, un degré ou une île';
comment on column referentiel.vacances.obsolete_depuis is 'Absentes du dernier calendrier importé';
create index vacances_jour on referentiel.vacances (code_academie, debut, reprise);

create table referentiel.table_de_codes (code text primary key, date_donnees date not null);
comment on table referentiel.table_de_codes is 'Jour des dernières données de chaque table de codes : un fichier plus ancien ne la change pas';

create table referentiel.rattachement_passe (
  id bigint generated always as identity primary key,
  code_commune text not null references referentiel.commune (code),
  code_canton text,
  code_epci text,
  jusque date not null,
  execution bigint not null
);
comment on table referentiel.rattachement_passe is 'Canton et EPCI qu’avait une commune avant un redécoupage ; ceux d’aujourd’hui sont dans commune';
comment on column referentiel.rattachement_passe.jusque is 'Premier jour où ils n’étaient plus vrais';
create index rattachement_passe_commune on referentiel.rattachement_passe (code_commune, jusque);

grant select, insert, update, delete on referentiel.vacances, referentiel.table_de_codes, referentiel.rattachement_passe
  to preau_application;
grant delete on referentiel.region, referentiel.academie, referentiel.departement, referentiel.epci, referentiel.canton,
  referentiel.commune, referentiel.partie_commune, referentiel.nature, referentiel.type_contrat to preau_application;
