create table teleservices.essai (
  id bigint generated always as identity primary key,
  teleservice_id bigint not null references teleservices.teleservice (id),
  uai text collate "C" not null references referentiel.etablissement (uai),
  origine text not null check (origine in ('brouillon', 'version')),
  version integer,
  definition jsonb not null,
  reponses jsonb not null default '{}',
  origines jsonb not null default '{}',
  etat text not null default 'brouillon' check (etat in ('brouillon', 'depose')),
  revision integer not null default 1,
  commence_le timestamptz not null,
  commence_par bigint not null references comptes.personne (id),
  depose_le timestamptz,
  check ((origine = 'version') = (version is not null)),
  check ((etat = 'depose') = (depose_le is not null))
);
comment on table teleservices.essai is 'Dossiers d’essai : remplis et déposés pour voir, avec les règles des vrais, sans numéro, sans courriel, jamais comptés ni exportés';
comment on column teleservices.essai.definition is 'Le formulaire tel qu’il était au début de l’essai : dessin en cours, ou version publiée';
comment on column teleservices.essai.reponses is 'Réponses inventées par qui essaie, préremplies du référentiel';
create index essai_teleservice on teleservices.essai (teleservice_id, id desc);
grant select, insert, update, delete on teleservices.essai to preau_application;
