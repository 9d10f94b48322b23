-- Actions on several établissements at once, each able to be undone; tasks and followed établissements of agents.
create table referentiel.action (
  id bigint generated always as identity primary key,
  genre text not null check (genre in ('saisie', 'tache', 'membre', 'suivi')),
  auteur_id bigint,
  auteur text not null,
  libelle text not null,
  faite_le timestamptz not null,
  defaite_le timestamptz
);
comment on table referentiel.action is 'Une action menée d’un coup sur plusieurs établissements choisis dans une liste';
comment on column referentiel.action.auteur is 'Donnée personnelle : nom de l’agent';
comment on column referentiel.action.libelle is 'Ce qui a été fait, en mots, sans valeur ni donnée personnelle';

create table referentiel.action_ligne (
  action_id bigint not null references referentiel.action (id),
  -- The one it was done on that day: a later merger changes nothing of what is to undo.
  uai text not null,
  objet bigint not null,
  primary key (action_id, uai, objet)
);
comment on table referentiel.action_ligne is 'Ce que l’action a écrit pour chacun : le changement, la tâche ou l’appartenance';
comment on column referentiel.action_ligne.objet is 'Identifiant du changement, de la tâche ou de l’appartenance écrite ; 0 pour un suivi';

create table referentiel.suivi (
  personne_id bigint not null,
  uai text not null references referentiel.etablissement (uai),
  depuis timestamptz not null,
  primary key (personne_id, uai)
);
create index suivi_uai on referentiel.suivi (uai);
comment on table referentiel.suivi is 'Établissements que suit un agent : il en voit les derniers changements';

alter table referentiel.tache add column detail text check (length(detail) <= 4000);
comment on column referentiel.tache.detail is 'Précisions, pour qui doit la faire';
create index tache_ouverte on referentiel.tache (echeance, id) where faite_le is null and retire_le is null;

-- A commune chosen by hand keeps its code: names are shared, and placing goes by code.
alter table referentiel.saisie add column lieu jsonb;
comment on column referentiel.saisie.lieu is 'Pour la commune : son code officiel et son département, qui l’emportent sur le lieu que dit la source';

-- Sources of sections and annexes give no date; who types the link gives one.
alter table referentiel.relation add column valable_du date;
comment on column referentiel.relation.valable_du is 'Jour depuis lequel le lien est vrai, quand on le sait ; depuis est celui où on l’a appris';

grant select, insert, update, delete on referentiel.action, referentiel.action_ligne, referentiel.suivi to preau_application;
-- An entry in a regroupement that was a mistake goes away with the action that made it.
grant delete on referentiel.regroupement_membre to preau_application;
