alter table referentiel.regroupement add column annonces jsonb not null default '{}';
comment on column referentiel.regroupement.annonces is 'Élèves annoncés pour l’ensemble, par année de rentrée : { "2025": 1200 } ; un écart avec la somme des membres se signale';
