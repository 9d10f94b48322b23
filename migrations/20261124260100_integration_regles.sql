-- What stops a run before it writes, and what becomes of rows that have left the file.
alter table integration.reglage
  add column arret_disparus integer not null default 20 check (arret_disparus between 1 and 100),
  add column arret_rejets integer check (arret_rejets between 1 and 100),
  add column arret_changements integer check (arret_changements between 1 and 100),
  add column disparus text not null default 'garder' check (disparus in ('garder', 'retirer', 'fermer'));
comment on column integration.reglage.arret_disparus is 'Pour cent de lignes disparues au-delà duquel l’import attend un accord';
comment on column integration.reglage.arret_rejets is 'Pour cent de lignes écartées au-delà duquel l’import attend un accord ; vide : jamais';
comment on column integration.reglage.arret_changements is 'Pour cent d’enregistrements connus modifiés au-delà duquel l’import attend un accord ; vide : jamais';
comment on column integration.reglage.disparus is 'Ce que devient ce qui n’est plus dans le fichier : gardé, retiré (rubriques) ou fermé (établissements)';

create table integration.precedence (
  source text not null,
  champ text not null,
  rang integer not null check (rang between 1 and 1000),
  pose_le timestamptz not null,
  pose_par text not null,
  primary key (source, champ)
);
comment on table integration.precedence is 'Rang d’une source pour un champ de la fiche, en place de sa priorité ; le plus petit l’emporte';
comment on column integration.precedence.pose_par is 'Donnée personnelle : nom de l’administrateur';
grant select, insert, update, delete on integration.precedence to preau_application;
