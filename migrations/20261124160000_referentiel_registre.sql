-- The register: tabs, champs and nomenclatures that an administrator adds; those of the product are in the code.
create table referentiel.onglet (code text primary key check (code ~ '^[a-z][a-z0-9_]{1,40}$'), libelle text not null, rang integer not null);
comment on table referentiel.onglet is 'Onglets ajoutés à la fiche ; les six du produit sont dans le code';

create table referentiel.nomenclature (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,40}$'),
  libelle text not null,
  cree_le timestamptz not null
);
create table referentiel.nomenclature_valeur (
  nomenclature text not null references referentiel.nomenclature (code),
  code text not null,
  libelle text not null,
  rang integer not null,
  obsolete_depuis date,
  primary key (nomenclature, code)
);
comment on table referentiel.nomenclature_valeur is 'Une valeur retirée reste, obsolète : ce qui la porte garde son libellé';

create table referentiel.champ (
  code text primary key check (code ~ '^[a-z][a-z0-9_]{1,60}$'),
  libelle text not null check (libelle <> ''),
  onglet text not null,
  rang integer not null,
  genre text not null check (genre in ('texte', 'nombre', 'entier', 'montant', 'pourcentage', 'booleen', 'jour', 'choix')),
  unite text,
  nomenclature text references referentiel.nomenclature (code),
  groupe text not null,
  aide text,
  historise boolean not null default true,
  retire_le timestamptz,
  cree_le timestamptz not null,
  check ((genre = 'choix') = (nomenclature is not null))
);
comment on table referentiel.champ is 'Champs ajoutés par un administrateur ; leur valeur est dans etablissement.autres';
comment on column referentiel.champ.groupe is 'Groupe de droits : qui peut lire et saisir le champ';

alter table referentiel.etablissement add column autres jsonb;
comment on column referentiel.etablissement.autres is 'Valeurs des champs sans colonne : { champ: valeur } ; nul quand il n’y en a pas';

-- Two times: valable_du is from when it is true, connu_le since when we know.
alter table referentiel.changement add column valable_du date;
update referentiel.changement set valable_du = connu_le::date;
alter table referentiel.changement alter column valable_du set not null;
alter table referentiel.changement add column etat jsonb;
alter table referentiel.changement add column auteur text;
comment on column referentiel.changement.valable_du is 'Jour depuis lequel c’est vrai ; avant ce jour le changement ne se voit pas';
comment on column referentiel.changement.etat is 'À la création : les valeurs de départ, { champ: valeur }';
comment on column referentiel.changement.auteur is 'Qui a saisi, pour un changement fait à la main';
alter table referentiel.changement drop constraint changement_genre_check;
alter table referentiel.changement add constraint changement_genre_check
  check (genre in ('creation', 'modification', 'passe', 'fusion', 'scission', 'annulation'));
comment on column referentiel.changement.genre is 'passe : appris après coup, sur un temps déjà remplacé ; ne change pas la valeur courante';

create table referentiel.saisie (
  uai text not null references referentiel.etablissement (uai),
  champ text not null,
  valeur jsonb not null,
  valable_du date not null,
  motif text not null,
  auteur_id bigint,
  auteur text not null,
  saisie_le timestamptz not null,
  primary key (uai, champ)
);
comment on table referentiel.saisie is 'Valeurs saisies à la main : elles l’emportent sur les sources jusqu’à ce qu’une source dise la même chose';
comment on column referentiel.saisie.auteur is 'Donnée personnelle : nom de l’agent';

-- Linked records.
create table referentiel.contact (
  id bigint generated always as identity primary key,
  civilite text check (civilite in ('M.', 'Mme')),
  nom text not null check (nom <> ''),
  prenom text,
  courriel text,
  telephone text,
  source text not null,
  connu_le timestamptz not null,
  efface_le timestamptz
);
comment on table referentiel.contact is 'Données personnelles : personnes à joindre, dans le cadre de leur fonction ; effacées sur demande';
create table referentiel.contact_role (
  id bigint generated always as identity primary key,
  contact_id bigint not null references referentiel.contact (id),
  uai text not null references referentiel.etablissement (uai),
  role text not null check (role in ('chef', 'adjoint', 'adjoint_gestionnaire', 'agent_comptable', 'referent_numerique',
    'referent_travaux', 'secretariat', 'autre')),
  depuis date not null,
  jusque date,
  source text not null,
  connu_le timestamptz not null,
  check (jusque is null or jusque >= depuis)
);
create unique index contact_role_unique on referentiel.contact_role (contact_id, uai, role, depuis);
create index contact_role_uai on referentiel.contact_role (uai);

create table referentiel.effectif (
  uai text collate "C" not null references referentiel.etablissement (uai),
  annee integer not null check (annee between 1980 and 2100),
  niveau text not null,
  regime text not null default 'ensemble' check (regime in ('ensemble', 'externe', 'demi_pensionnaire', 'interne', 'boursier')),
  effectif integer not null check (effectif >= 0),
  source text not null,
  date_donnees date not null,
  connu_le timestamptz not null,
  primary key (uai, annee, niveau, regime)
);
comment on column referentiel.effectif.annee is 'Année de la rentrée : 2023 pour 2023-2024';
comment on column referentiel.effectif.niveau is 'total, 6e, 5e, 4e, 3e, 2de_gt, 1re_g, 1re_t, tle_g, tle_t, cap, 2de_pro, 1re_pro, tle_pro, cpge, bts, segpa, ulis…';

create table referentiel.indicateur (
  uai text collate "C" not null references referentiel.etablissement (uai),
  jeu text not null,
  annee integer not null check (annee between 1980 and 2100),
  code text not null,
  valeur double precision,
  non_disponible boolean not null default false,
  source text not null,
  date_donnees date not null,
  connu_le timestamptz not null,
  primary key (uai, jeu, annee, code),
  check (non_disponible = (valeur is null))
);
comment on column referentiel.indicateur.jeu is 'ival_gt, ival_pro, ivac, ips_lycee, ips_college, dnb';
comment on column referentiel.indicateur.annee is 'Session d’examen (IVAL, IVAC, DNB) ou année de la rentrée (IPS)';
comment on column referentiel.indicateur.non_disponible is 'La source dit ND : ni zéro, ni absent';

create table referentiel.operation (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  reference text not null,
  nom text not null,
  genre text,
  objet text,
  montant_vote bigint,
  annee integer,
  debut date,
  fin date,
  etat text check (etat in ('prevue', 'en_cours', 'terminee', 'abandonnee')),
  source text not null,
  connu_le timestamptz not null,
  retire_le timestamptz,
  unique (uai, reference)
);
comment on column referentiel.operation.montant_vote is 'Centimes d’euro ; négatif pour un désengagement';
create table referentiel.logement (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  reference text not null,
  genre text,
  pieces integer check (pieces >= 0),
  surface double precision check (surface >= 0),
  regime text check (regime in ('nas', 'us', 'cop', 'vacant')),
  occupant_fonction text,
  depuis date,
  jusque date,
  source text not null,
  connu_le timestamptz not null,
  retire_le timestamptz,
  unique (uai, reference)
);
comment on column referentiel.logement.regime is 'nas : nécessité absolue de service ; us : utilité de service ; cop : convention d’occupation précaire';
create table referentiel.equipement (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  reference text not null,
  categorie text not null,
  designation text,
  nombre integer not null default 1 check (nombre >= 0),
  mise_en_service date,
  etat text,
  source text not null,
  connu_le timestamptz not null,
  retire_le timestamptz,
  unique (uai, reference)
);
create table referentiel.moyen_humain (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  annee integer not null,
  fonction text not null,
  postes double precision check (postes >= 0),
  etp double precision check (etp >= 0),
  vacants double precision check (vacants >= 0),
  absences double precision check (absences >= 0),
  source text not null,
  connu_le timestamptz not null,
  retire_le timestamptz,
  unique (uai, annee, fonction)
);
comment on column referentiel.moyen_humain.etp is 'Équivalents temps plein';
create table referentiel.compte_financier (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  annee integer not null,
  poste text not null,
  montant bigint not null,
  source text not null,
  connu_le timestamptz not null,
  retire_le timestamptz,
  unique (uai, annee, poste)
);
comment on column referentiel.compte_financier.montant is 'Centimes d’euro';
create table referentiel.document (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  nom text not null,
  categorie text not null,
  fichier_cle text not null,
  type_mime text not null,
  taille bigint not null,
  depose_par text not null,
  depose_le timestamptz not null,
  retire_le timestamptz
);
create table referentiel.actualite (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  titre text not null,
  texte text not null,
  le date not null,
  auteur text not null,
  cree_le timestamptz not null,
  retire_le timestamptz
);
create table referentiel.note (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  texte text not null,
  auteur_id bigint,
  auteur text not null,
  cree_le timestamptz not null,
  retire_le timestamptz
);
comment on table referentiel.note is 'Notes de suivi des agents : jamais montrées à l’établissement';
create table referentiel.tache (
  id bigint generated always as identity primary key,
  uai text not null references referentiel.etablissement (uai),
  titre text not null,
  echeance date,
  affecte_a bigint,
  affecte_nom text,
  faite_le timestamptz,
  auteur text not null,
  cree_le timestamptz not null,
  retire_le timestamptz
);
create index operation_uai on referentiel.operation (uai);
create index document_uai on referentiel.document (uai);
create index actualite_uai on referentiel.actualite (uai);
create index note_uai on referentiel.note (uai);
create index tache_uai on referentiel.tache (uai);
create index tache_echeance on referentiel.tache (affecte_a, echeance) where faite_le is null and retire_le is null;

-- What linked records said before: known from one instant to another.
create table referentiel.ancien (
  id bigint generated always as identity primary key,
  rubrique text not null,
  uai text collate "C" not null,
  cle text not null,
  ligne jsonb not null,
  connu_du timestamptz not null,
  connu_au timestamptz not null,
  execution bigint
);
comment on table referentiel.ancien is 'Enregistrements liés remplacés ou retirés : ce que l’on savait avant';
create index ancien_uai on referentiel.ancien (uai, rubrique);
create index ancien_execution on referentiel.ancien (execution) where execution is not null;

grant select, insert, update on all tables in schema referentiel to preau_application;
revoke update on referentiel.changement, referentiel.ancien from preau_application;
grant delete on referentiel.saisie, referentiel.effectif, referentiel.indicateur to preau_application;
