create schema teleservices;
comment on schema teleservices is 'Dispositifs, catalogue, fiches et versions de formulaire';
grant usage on schema teleservices to preau_application;

create table teleservices.dispositif (
  id bigint generated always as identity primary key,
  code text not null unique,
  libelle text not null,
  thematique text not null,
  regime text not null check (regime in ('administration', 'public')),
  guide jsonb not null,
  cree_le timestamptz not null default now()
);
comment on column teleservices.dispositif.regime is 'Régime juridique : administration (EPLE) ou public (CRPA, L100-3)';
comment on column teleservices.dispositif.guide is 'Guide d’instruction : étapes et statuts (schéma du domaine, instruction/guide.ts)';

create table teleservices.teleservice (
  id bigint generated always as identity primary key,
  code text not null unique,
  dispositif_id bigint not null references teleservices.dispositif (id),
  titre text not null,
  resume text not null,
  thematique text not null,
  fiche jsonb not null,
  plusieurs_dossiers boolean not null,
  publie boolean not null default false,
  ordre integer not null default 0
);
comment on table teleservices.teleservice is 'Porte publique d’un dispositif : la fiche du catalogue';
comment on column teleservices.teleservice.fiche is 'Fiche entière (schéma du domaine, teleservices/fiche.ts) ; son calendrier dit quand on peut déposer';
comment on column teleservices.teleservice.plusieurs_dossiers is 'Un établissement peut déposer plusieurs dossiers dans la même période';
create index teleservice_dispositif on teleservices.teleservice (dispositif_id);

create table teleservices.version (
  id bigint generated always as identity primary key,
  teleservice_id bigint not null references teleservices.teleservice (id),
  numero integer not null check (numero > 0),
  definition jsonb not null,
  publiee_le timestamptz not null,
  unique (teleservice_id, numero)
);
comment on table teleservices.version is 'Version publiée d’un formulaire : immuable, un dossier garde la sienne';

grant select, insert, update on teleservices.dispositif, teleservices.teleservice to preau_application;
grant select, insert on teleservices.version to preau_application;
