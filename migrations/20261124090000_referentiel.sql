create schema referentiel;
comment on schema referentiel is 'Établissements, territoires et nomenclatures';
grant usage on schema referentiel to preau_application;
-- Imports work on temporary tables, in the transaction of their act.
do $$ begin execute format('grant temporary on database %I to preau_application', current_database()); end $$;

-- Twin of the function `normaliser` of the domain. Accents go first: lower() then does not depend on the locale.
create function referentiel.normaliser(texte text) returns text
language sql immutable strict parallel safe as $$
  select btrim(regexp_replace(regexp_replace(
    regexp_replace(lower(public.unaccent('public.unaccent', texte)), '[^a-z0-9]+', ' ', 'g'),
    '\mst\M', 'saint', 'g'), '\mste\M', 'sainte', 'g'))
$$;
comment on function referentiel.normaliser is 'Forme comparée dans les recherches : sans accents ni casse, st et ste en toutes lettres';

create function referentiel.mots(texte_normalise text) returns tsvector
language sql immutable strict parallel safe as $$ select array_to_tsvector(string_to_array(texte_normalise, ' ')) $$;
comment on function referentiel.mots is 'Mots d’un texte normalisé : un début de mot s’y cherche par « mot:* »';

create table referentiel.region (code text primary key, nom text not null);
comment on table referentiel.region is 'Régions (code de l’INSEE)';
create table referentiel.academie (code text primary key, nom text not null);
comment on table referentiel.academie is 'Académies (code du ministère ; ce n’est pas la région académique)';

create table referentiel.departement (
  code text primary key,
  nom text not null,
  code_region text references referentiel.region (code),
  code_academie text references referentiel.academie (code)
);
comment on table referentiel.departement is 'Départements et collectivités d’outre-mer (sans région)';

create table referentiel.epci (code text primary key, nom text not null, genre text not null);
comment on column referentiel.epci.genre is 'CC, CA, CU, METRO, MET69';

create table referentiel.canton (
  code text primary key,
  nom text not null,
  genre text not null check (genre in ('reel', 'partage')),
  code_departement text not null references referentiel.departement (code),
  communes_entieres boolean not null,
  contour jsonb
);
comment on column referentiel.canton.genre is 'partage : pseudo-canton ou canton fictif d’une commune divisée entre plusieurs cantons réels';
comment on column referentiel.canton.contour is 'MultiPolygon GeoJSON (coordonnées), IGN 2018 simplifié ; nul pour un canton partagé';
create index canton_departement on referentiel.canton (code_departement);

create table referentiel.commune (
  code text primary key,
  nom text not null,
  code_departement text not null references referentiel.departement (code),
  code_canton text references referentiel.canton (code),
  code_epci text references referentiel.epci (code),
  codes_postaux text[] not null default '{}',
  population integer check (population >= 0)
);
comment on table referentiel.commune is 'Communes d’aujourd’hui (COG)';
comment on column referentiel.commune.code_canton is 'Canton du COG, parfois partagé ; celui d’un établissement est dans etablissement';
create index commune_departement on referentiel.commune (code_departement);

create table referentiel.partie_commune (
  code text not null,
  genre text not null check (genre in ('ARM', 'COMD', 'COMA')),
  nom text not null,
  code_departement text not null references referentiel.departement (code),
  code_commune text not null references referentiel.commune (code),
  primary key (code, genre)
);
comment on table referentiel.partie_commune is 'Arrondissements municipaux, communes déléguées et associées : mènent à leur commune';
create index partie_commune_departement on referentiel.partie_commune (code_departement);

create table referentiel.nature (
  code text primary key,
  libelle text not null,
  libelle_officiel text not null,
  observee boolean not null default true
);
comment on table referentiel.nature is 'Natures d’UAI (N_NATURE_UAI)';
comment on column referentiel.nature.observee is 'Faux : code rencontré dans une source et absent de la nomenclature livrée';
create table referentiel.type_contrat (code text primary key, libelle text not null);
comment on table referentiel.type_contrat is 'Contrats des établissements privés ; !! est un contrat inconnu';

create table referentiel.etablissement (
  id bigint generated always as identity primary key,
  uai text collate "C" not null unique check (uai ~ '^\d{7}[A-HJ-NPR-Z]$'),
  -- What lists filter and sort by comes first: PostgreSQL reads a row from its beginning.
  texte_recherche text collate "C" not null
    generated always as (referentiel.normaliser(nom || ' ' || coalesce(commune, '') || ' ' || coalesce(code_postal, ''))) stored,
  type text not null check (type in ('college', 'lycee', 'erea')),
  nature text references referentiel.nature (code),
  secteur text check (secteur in ('public', 'prive')),
  contrat text references referentiel.type_contrat (code),
  code_commune text references referentiel.commune (code),
  code_canton text references referentiel.canton (code),
  code_epci text references referentiel.epci (code),
  code_departement text references referentiel.departement (code),
  code_academie text references referentiel.academie (code),
  code_region text references referentiel.region (code),
  nom text not null check (nom <> ''),
  etat text not null default 'ouvert' check (etat in ('ouvert', 'a_ouvrir', 'a_fermer', 'ferme')),
  ministere text,
  siret text check (siret ~ '^\d{14}$'),
  mere_uai text,
  rattachement text check (rattachement in ('annexe', 'section')),
  date_ouverture date,
  date_fermeture date,
  adresse text,
  complement_adresse text,
  code_postal text check (code_postal ~ '^\d{5}$'),
  commune text,
  latitude double precision check (latitude between -90 and 90),
  longitude double precision check (longitude between -180 and 180),
  precision_position text,
  telephone text,
  fax text,
  courriel text,
  web text,
  fiche_onisep text,
  education_prioritaire text,
  bassin_formation text,
  voie_generale boolean,
  voie_technologique boolean,
  voie_professionnelle boolean,
  post_bac boolean,
  apprentissage boolean,
  greta boolean,
  restauration boolean,
  hebergement boolean,
  segpa boolean,
  ulis boolean,
  section_arts boolean,
  section_cinema boolean,
  section_theatre boolean,
  section_sport boolean,
  section_internationale boolean,
  section_europeenne boolean,
  lycee_agricole boolean,
  lycee_militaire boolean,
  lycee_des_metiers boolean,
  placement_raison text check (placement_raison in ('commune_absente', 'commune_inconnue', 'commune_ambigue',
    'sans_coordonnees', 'coordonnees_hors_commune', 'canton_introuvable')),
  cree_le timestamptz not null,
  modifie_le timestamptz not null,
  check ((latitude is null) = (longitude is null)),
  check (date_fermeture is null or date_ouverture is null or date_fermeture >= date_ouverture)
);
comment on table referentiel.etablissement is 'Collèges, lycées et EREA ; fermé ou absorbé, un établissement reste';
comment on column referentiel.etablissement.courriel is 'Boîte institutionnelle de l’établissement, pas d’une personne';
comment on column referentiel.etablissement.mere_uai is 'Établissement mère d’une section ou d’une annexe ; peut être hors du référentiel';
comment on column referentiel.etablissement.code_canton is 'Canton réel ; nul à Paris, dans la métropole de Lyon, en Martinique, en Guyane, ou quand placement_raison le dit';
comment on column referentiel.etablissement.placement_raison is 'Pourquoi le placement est incomplet ou douteux';
comment on column referentiel.etablissement.texte_recherche is 'Nom, commune et code postal normalisés : sert aux recherches et au tri par nom';
create index etablissement_mots on referentiel.etablissement using gin (referentiel.mots(texte_recherche)) with (fastupdate = off);
-- The sorts of the list; `id` comes along so that a page deep in the list is read in the index alone.
create index etablissement_tri on referentiel.etablissement (texte_recherche, uai) include (id);
create index etablissement_tri_type on referentiel.etablissement (type, texte_recherche, uai) include (id);
create index etablissement_tri_commune on referentiel.etablissement (referentiel.normaliser(commune), texte_recherche, uai);
create index etablissement_departement on referentiel.etablissement (code_departement, texte_recherche, uai) include (id);
create index etablissement_commune on referentiel.etablissement (code_commune);
create index etablissement_canton on referentiel.etablissement (code_canton);
create index etablissement_nature on referentiel.etablissement (nature, texte_recherche, uai) include (id);
create index etablissement_mal_place on referentiel.etablissement (uai) where placement_raison is not null;

create table referentiel.provenance (
  uai text collate "C" primary key references referentiel.etablissement (uai),
  champs jsonb not null,
  lieu jsonb not null,
  empreinte text not null
);
comment on table referentiel.provenance is 'D’où vient chaque champ d’un établissement ; à part, pour que listes et recherches lisent peu de pages';
comment on column referentiel.provenance.champs is '{ champ: { source, date } } ; le champ * vaut pour tous ceux qui ne sont pas nommés';
comment on column referentiel.provenance.lieu is 'Ce que la source dit du lieu (code_commune, commune, departement) : sert à placer de nouveau quand le découpage change';
comment on column referentiel.provenance.empreinte is 'De ce que disent les sources : une même empreinte n’est pas récrite';

create table referentiel.mot (mot text collate "C" primary key);
comment on table referentiel.mot is 'Vocabulaire des noms et des communes : un mot mal tapé y trouve ses voisins';

create table referentiel.site (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  rang integer not null check (rang > 0),
  nom text not null,
  adresse text,
  complement_adresse text,
  code_postal text,
  commune text,
  code_commune text references referentiel.commune (code),
  latitude double precision,
  longitude double precision,
  telephone text,
  courriel text,
  web text,
  source text not null,
  empreinte text not null,
  retire_le timestamptz,
  unique (uai, rang)
);
comment on table referentiel.site is 'Autres sites d’un établissement : lignes de même UAI dans l’annuaire';

create table referentiel.relation (
  id bigint generated always as identity primary key,
  de text not null references referentiel.etablissement (uai),
  vers text not null,
  genre text not null check (genre in ('section', 'annexe')),
  depuis date not null,
  jusque date,
  check (jusque is null or jusque >= depuis)
);
comment on table referentiel.relation is 'Liens entre établissements ; vers peut être hors du référentiel (mère d’une autre académie)';
comment on column referentiel.relation.depuis is 'Jour où le lien a été connu, faute de mieux dans les sources';
create unique index relation_en_cours on referentiel.relation (de, vers, genre) where jusque is null;
create index relation_vers on referentiel.relation (vers);

create table referentiel.changement (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  genre text not null check (genre in ('creation', 'modification')),
  champs jsonb not null default '{}',
  origine text not null,
  connu_le timestamptz not null
);
comment on table referentiel.changement is 'Histoire des établissements : { champ: { avant, apres } } ; on y ajoute seulement';
comment on column referentiel.changement.origine is 'Ce qui a écrit : « annuaire, exécution 12 »';
create index changement_uai on referentiel.changement (uai, id);

grant select, insert, update on all tables in schema referentiel to preau_application;
revoke update on referentiel.changement from preau_application;
