-- Fusions, scissions, redirections, regroupements and the pairs that the system brings together.
create table referentiel.fusion (
  id bigint generated always as identity primary key,
  genre text not null check (genre in ('doublon', 'absorption', 'remplacement', 'scission')),
  survivant text collate "C" not null references referentiel.etablissement (uai),
  origines text[] not null check (cardinality(origines) > 0),
  cibles text[] not null check (survivant = any(cibles)),
  date_effet date not null,
  etat text not null check (etat in ('prevue', 'executee', 'annulee')),
  plan jsonb not null,
  motif text not null default '',
  empechement text,
  bilan jsonb not null default '{}',
  prevue_le timestamptz not null,
  prevue_par text not null,
  executee_le timestamptz,
  annulee_le timestamptz,
  annulee_par text,
  check ((etat = 'prevue') = (executee_le is null) or etat = 'annulee'),
  check ((etat = 'annulee') = (annulee_le is not null))
);
comment on table referentiel.fusion is 'Fusions et scissions, prévues, exécutées ou annulées ; rien ne s’efface';
comment on column referentiel.fusion.survivant is 'UAI qui reste ; pour une scission, le principal des établissements issus';
comment on column referentiel.fusion.origines is 'UAI absorbés ; pour une scission, l’établissement divisé';
comment on column referentiel.fusion.cibles is 'UAI où vont les enregistrements : le survivant, ou tous les établissements issus d’une scission';
comment on column referentiel.fusion.plan is 'Choix champ par champ, ce qui suit, règles de répartition';
comment on column referentiel.fusion.empechement is 'Pourquoi une fusion prévue n’a pas pu être exécutée à sa date';
comment on column referentiel.fusion.prevue_par is 'Donnée personnelle : nom de l’agent';
create index fusion_due on referentiel.fusion (date_effet) where etat = 'prevue';
create index fusion_survivant on referentiel.fusion (survivant);
create index fusion_origines on referentiel.fusion using gin (origines);

create table referentiel.fusion_trace (
  id bigint generated always as identity primary key,
  fusion_id bigint not null references referentiel.fusion (id),
  nom_table text not null,
  cle jsonb not null,
  avant jsonb,
  apres jsonb,
  restauree boolean
);
comment on table referentiel.fusion_trace is 'Chaque ligne déplacée, changée, ajoutée (avant nul) ou retirée (apres nul) : annuler la remet exactement';
comment on column referentiel.fusion_trace.restauree is 'À l’annulation : vrai si remise ; faux si elle avait changé depuis, et reste à arbitrer';
create index fusion_trace_fusion on referentiel.fusion_trace (fusion_id, nom_table);

create table referentiel.arbitrage (
  id bigint generated always as identity primary key,
  fusion_id bigint not null references referentiel.fusion (id),
  uai text not null references referentiel.etablissement (uai),
  nom_table text not null,
  cle jsonb not null,
  avant jsonb,
  apres jsonb,
  actuel jsonb,
  choix text check (choix in ('garder', 'restaurer')),
  tranche_le timestamptz,
  tranche_par text,
  check ((choix is null) = (tranche_le is null))
);
comment on table referentiel.arbitrage is 'Ce qui avait changé entre une fusion et son annulation : gardé sur le survivant en attendant qu’un agent tranche';
create index arbitrage_fusion on referentiel.arbitrage (fusion_id);

create table referentiel.redirection (
  id bigint generated always as identity primary key,
  ancien text collate "C" not null references referentiel.etablissement (uai),
  uai text collate "C" not null references referentiel.etablissement (uai),
  genre text not null check (genre in ('doublon', 'absorption', 'remplacement', 'scission')),
  depuis date not null,
  fusion_id bigint not null references referentiel.fusion (id),
  close_le timestamptz,
  check (ancien <> uai)
);
comment on table referentiel.redirection is 'Où mène un UAI qui n’a plus cours ; close quand la fusion est annulée';
create unique index redirection_ancien on referentiel.redirection (ancien) where close_le is null;
create index redirection_uai on referentiel.redirection (uai) where close_le is null;

create function referentiel.survivant(ancien text) returns text language sql stable parallel safe as $$
  with recursive suite (uai, pas) as (
    select $1 collate "C", 0
    union all
    select r.uai, s.pas + 1 from suite s join referentiel.redirection r on r.ancien = s.uai and r.close_le is null where s.pas < 20)
  select uai from suite order by pas desc limit 1
$$;
comment on function referentiel.survivant is 'UAI auquel mène celui-ci, de fusion en fusion ; lui-même s’il a cours';

create table referentiel.rapprochement (
  id bigint generated always as identity primary key,
  genre text not null check (genre in ('doublon', 'remplacement', 'regroupement')),
  uais text[] not null check (cardinality(uais) > 1),
  score integer not null check (score between 0 and 100),
  parts jsonb not null,
  empreinte text not null,
  code_departement text,
  calcule_le timestamptz not null,
  unique (uais)
);
comment on table referentiel.rapprochement is 'Établissements que le système rapproche, avec un score expliqué ; recalculée en entier';
comment on column referentiel.rapprochement.empreinte is 'De l’identité de chacun : change quand l’un d’eux change';

create table referentiel.ecartee (
  id bigint generated always as identity primary key,
  uais text[] not null,
  empreinte text not null,
  genre text not null,
  motif text not null,
  auteur text not null,
  le timestamptz not null,
  levee_le timestamptz
);
comment on table referentiel.ecartee is 'Rapprochements écartés par un agent, tant qu’aucune des identités ne change';
comment on column referentiel.ecartee.auteur is 'Donnée personnelle : nom de l’agent';
create unique index ecartee_en_cours on referentiel.ecartee (uais, empreinte) where levee_le is null;

create table referentiel.regroupement (
  id bigint generated always as identity primary key,
  genre text not null check (genre in ('cite_scolaire', 'reseau', 'ensemble', 'autre')),
  nom text not null check (nom <> ''),
  cree_le timestamptz not null,
  cree_par text not null,
  dissous_le date
);
comment on table referentiel.regroupement is 'Établissements regroupés sans perdre leur identité : cité scolaire, réseau, ensemble scolaire';
create table referentiel.regroupement_membre (
  id bigint generated always as identity primary key,
  regroupement_id bigint not null references referentiel.regroupement (id),
  uai text collate "C" not null references referentiel.etablissement (uai),
  role text not null default 'membre' check (role in ('tete', 'membre')),
  depuis date not null,
  jusque date,
  check (jusque is null or jusque >= depuis)
);
comment on column referentiel.regroupement_membre.jusque is 'Dernier jour ; les années d’avant restent agrégées';
create unique index regroupement_membre_en_cours on referentiel.regroupement_membre (regroupement_id, uai) where jusque is null;
create index regroupement_membre_uai on referentiel.regroupement_membre (uai);

-- A deposited dossier stays a proof, but follows its établissement along a fusion in force, and comes back with its undoing.
create function dossiers.suit_une_fusion(de text, vers text) returns boolean language sql stable as $$
  select exists (select from referentiel.fusion f
    where f.etat <> 'annulee'
      and ((f.origines @> array[de] and f.cibles @> array[vers]) or (f.origines @> array[vers] and f.cibles @> array[de])))
$$;
create or replace function dossiers.refuser_modification() returns trigger language plpgsql as $$
begin
  if (old.etat, old.numero, old.version_id, old.objet, old.montant_demande, old.reponses, old.depose_le)
      is not distinct from (new.etat, new.numero, new.version_id, new.objet, new.montant_demande, new.reponses, new.depose_le)
    and dossiers.suit_une_fusion(old.uai, new.uai) then
    return new;
  end if;
  raise exception 'Un dossier déposé ne se modifie pas.' using errcode = 'insufficient_privilege';
end $$;

grant select, insert, update on referentiel.fusion, referentiel.fusion_trace, referentiel.arbitrage, referentiel.redirection,
  referentiel.rapprochement, referentiel.ecartee, referentiel.regroupement, referentiel.regroupement_membre to preau_application;
-- Candidates are computed anew; a row that a fusion or a scission added leaves with its undoing.
grant delete on referentiel.rapprochement, referentiel.compte_financier, referentiel.contact_role to preau_application;
