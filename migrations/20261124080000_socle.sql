create extension if not exists unaccent;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create schema journal;
comment on schema journal is 'Qui a fait quoi, quand, sur quoi : on y ajoute, on n’y change rien';
grant usage on schema journal to preau_application;

create table journal.acte (
  id bigint generated always as identity primary key,
  le timestamptz not null,
  acteur_genre text not null check (acteur_genre in ('personne', 'systeme', 'anonyme')),
  acteur_id bigint,
  acteur_nom text not null,
  code text not null,
  objet_genre text not null,
  objet_cle text not null,
  uai text,
  donnees jsonb not null default '{}',
  requete text not null
);
comment on table journal.acte is 'Un acte : une ligne, écrite dans la transaction de l’acte';
comment on column journal.acte.acteur_nom is 'Donnée personnelle : nom de la personne au moment de l’acte';
comment on column journal.acte.uai is 'Établissement concerné, quand il y en a un : sert à couper selon le périmètre';
create index acte_objet on journal.acte (objet_genre, objet_cle, id);
create index acte_uai on journal.acte (uai, id) where uai is not null;

-- The application's role may add and read, nothing else; the trigger holds even against the owner's slips.
grant select, insert on journal.acte to preau_application;
create function journal.refuser_modification() returns trigger language plpgsql as $$
begin
  raise exception 'Le journal ne se modifie pas.' using errcode = 'insufficient_privilege';
end $$;
create trigger acte_immuable before update or delete on journal.acte
  for each row execute function journal.refuser_modification();
create trigger acte_immuable_vidage before truncate on journal.acte
  for each statement execute function journal.refuser_modification();
