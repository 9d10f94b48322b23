-- Lists filter and sort by the latest figure of each établissement: kept beside, so that no list reads years of figures.
create table referentiel.dernier_chiffre (
  cle text collate "C" not null,
  uai text collate "C" not null references referentiel.etablissement (uai),
  annee integer not null,
  valeur double precision not null,
  primary key (cle, uai)
);
comment on table referentiel.dernier_chiffre is 'Dernière valeur connue des effectifs et des indicateurs, tenue à jour par déclencheurs';
comment on column referentiel.dernier_chiffre.cle is 'effectif, ou jeu.code d’un indicateur : ival_gt.taux_reussite';
create index dernier_chiffre_uai on referentiel.dernier_chiffre (uai);

-- By triggers, because several acts write these tables by sets and none may forget this one.
create function referentiel.suivre_effectifs() returns trigger language plpgsql as $$
begin
  delete from referentiel.dernier_chiffre c using (select distinct uai from lignes where niveau = 'total' and regime = 'ensemble') l
  where c.uai = l.uai and c.cle = 'effectif';
  insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
  select distinct on (x.uai) 'effectif', x.uai, x.annee, x.effectif
  from (select distinct uai from lignes where niveau = 'total' and regime = 'ensemble') l
  join referentiel.effectif x on x.uai = l.uai and x.niveau = 'total' and x.regime = 'ensemble'
  order by x.uai, x.annee desc
  on conflict (cle, uai) do update set annee = excluded.annee, valeur = excluded.valeur;
  return null;
end $$;
create function referentiel.suivre_indicateurs() returns trigger language plpgsql as $$
begin
  delete from referentiel.dernier_chiffre c using (select distinct uai, jeu, code from lignes) l
  where c.uai = l.uai and c.cle = l.jeu || '.' || l.code;
  insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
  select distinct on (x.uai, x.jeu, x.code) x.jeu || '.' || x.code, x.uai, x.annee, x.valeur
  from (select distinct uai, jeu, code from lignes) l
  join referentiel.indicateur x on x.uai = l.uai and x.jeu = l.jeu and x.code = l.code
  where x.valeur is not null
  order by x.uai, x.jeu, x.code, x.annee desc
  on conflict (cle, uai) do update set annee = excluded.annee, valeur = excluded.valeur;
  return null;
end $$;
create trigger effectif_cree after insert on referentiel.effectif
  referencing new table as lignes for each statement execute function referentiel.suivre_effectifs();
create trigger effectif_modifie after update on referentiel.effectif
  referencing new table as lignes for each statement execute function referentiel.suivre_effectifs();
create trigger effectif_quitte after update on referentiel.effectif
  referencing old table as lignes for each statement execute function referentiel.suivre_effectifs();
create trigger effectif_retire after delete on referentiel.effectif
  referencing old table as lignes for each statement execute function referentiel.suivre_effectifs();
create trigger indicateur_cree after insert on referentiel.indicateur
  referencing new table as lignes for each statement execute function referentiel.suivre_indicateurs();
create trigger indicateur_modifie after update on referentiel.indicateur
  referencing new table as lignes for each statement execute function referentiel.suivre_indicateurs();
create trigger indicateur_quitte after update on referentiel.indicateur
  referencing old table as lignes for each statement execute function referentiel.suivre_indicateurs();
create trigger indicateur_retire after delete on referentiel.indicateur
  referencing old table as lignes for each statement execute function referentiel.suivre_indicateurs();
insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
select distinct on (uai) 'effectif', uai, annee, effectif from referentiel.effectif
where niveau = 'total' and regime = 'ensemble' order by uai, annee desc;
insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
select distinct on (uai, jeu, code) jeu || '.' || code, uai, annee, valeur from referentiel.indicateur
where valeur is not null order by uai, jeu, code, annee desc;

-- The names of sites are searched as those of établissements.
create index site_mots on referentiel.site using gin (referentiel.mots(referentiel.normaliser(nom || ' ' || coalesce(commune, '') || ' ' || coalesce(code_postal, ''))))
  where retire_le is null;

create table referentiel.vue (
  id bigint generated always as identity primary key,
  libelle text not null check (libelle <> ''),
  recherche text not null default '',
  filtre jsonb,
  colonnes text[] not null default '{}',
  tri text not null default '',
  proprietaire_id bigint not null,
  proprietaire text not null,
  partagee boolean not null default false,
  cree_le timestamptz not null,
  retiree_le timestamptz
);
comment on table referentiel.vue is 'Listes d’établissements enregistrées : filtres, colonnes et tri sous un nom';
comment on column referentiel.vue.partagee is 'Vue de tous les agents ; chacun n’y voit que les établissements et les champs auxquels il a droit';
comment on column referentiel.vue.proprietaire is 'Donnée personnelle : nom de l’agent';
create index vue_proprietaire on referentiel.vue (proprietaire_id) where retiree_le is null;
create table referentiel.vue_preferee (
  personne_id bigint primary key,
  vue_id bigint not null references referentiel.vue (id)
);
comment on table referentiel.vue_preferee is 'La vue qu’une personne voit en arrivant';

create table referentiel.controle_passage (
  id bigint generated always as identity primary key,
  commence_le timestamptz not null,
  fini_le timestamptz,
  etat text not null check (etat in ('en_attente', 'en_cours', 'fini', 'echoue')),
  demandeur text not null,
  faits integer not null default 0,
  prevus integer not null default 0,
  nouvelles integer,
  disparues integer,
  restantes integer
);
comment on table referentiel.controle_passage is 'Passages des contrôles de qualité, à la demande ou la nuit';
create unique index controle_passage_un_seul on referentiel.controle_passage ((true)) where etat in ('en_attente', 'en_cours');

create table referentiel.anomalie (
  id bigint generated always as identity primary key,
  code text not null,
  uai text collate "C" not null references referentiel.etablissement (uai),
  objet text not null default '',
  detail text not null,
  empreinte text not null,
  vue_la_premiere_fois timestamptz not null,
  vue_le timestamptz not null,
  disparue_le timestamptz,
  acceptee_le timestamptz,
  acceptee_motif text,
  acceptee_par text,
  acceptee_empreinte text,
  unique (code, uai, objet),
  check ((acceptee_le is null) = (acceptee_motif is null))
);
comment on table referentiel.anomalie is 'Ce que les contrôles de qualité ont trouvé, une ligne par contrôle, établissement et objet';
comment on column referentiel.anomalie.objet is 'Ce qui est en cause quand il y en a plusieurs : un champ, un autre UAI';
comment on column referentiel.anomalie.empreinte is 'De la valeur en cause : une anomalie acceptée revient quand elle change';
comment on column referentiel.anomalie.acceptee_par is 'Donnée personnelle : nom de l’agent';
create index anomalie_uai on referentiel.anomalie (uai) where disparue_le is null;
create index anomalie_code on referentiel.anomalie (code, uai) where disparue_le is null;

grant select, insert, update on referentiel.vue, referentiel.controle_passage, referentiel.anomalie to preau_application;
grant select, insert, update, delete on referentiel.vue_preferee, referentiel.dernier_chiffre to preau_application;
