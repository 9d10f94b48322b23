-- Proposed corrections of a fiche, champ by champ, and what was decided of them, level by level.
create schema validation;
comment on schema validation is 'Propositions de correction des fiches et leur circuit de validation';
grant usage on schema validation to preau_application;

create table validation.proposition (
  id bigint generated always as identity primary key,
  uai text collate "C" not null references referentiel.etablissement (uai),
  -- A point and a link are two champs that go together: the first of the two names both.
  champ text not null,
  avant jsonb not null,
  propose jsonb not null,
  valable_du date,
  motif text not null default '' check (length(motif) <= 500),
  etat text not null default 'en_attente' check (etat in
    ('en_attente', 'a_reprendre', 'acceptee', 'refusee', 'retiree', 'remplacee', 'confirmee', 'sans_effet', 'annulee')),
  -- The circuit of the day it was made: one level today, kept so that a longer one changes nothing of those that wait.
  niveau integer not null default 1 check (niveau between 1 and niveaux),
  niveaux integer not null default 1 check (niveaux between 1 and 9),
  auteur_id bigint not null references comptes.personne (id),
  auteur text not null,
  le timestamptz not null,
  dossier text,
  contestee boolean not null default false,
  empechement text,
  accepte jsonb,
  changement bigint,
  remplacee_par bigint references validation.proposition (id),
  close_le timestamptz,
  escalade_le timestamptz,
  check ((etat in ('en_attente', 'a_reprendre')) = (close_le is null))
);
create index proposition_fiche on validation.proposition (uai, champ);
create index proposition_ouverte on validation.proposition (le desc, id desc) where close_le is null;
create index proposition_auteur on validation.proposition (auteur_id);
create unique index proposition_dossier on validation.proposition (dossier, champ) where dossier is not null;
comment on table validation.proposition is 'Une valeur proposée pour un champ de la fiche : la fiche ne change qu’à l’acceptation';
comment on column validation.proposition.champ is 'Code du champ, ou du premier de deux champs qui vont ensemble';
comment on column validation.proposition.avant is 'Valeurs de la fiche quand la proposition a été faite, ou reprise par une fusion';
comment on column validation.proposition.propose is 'Valeurs proposées, par champ ; peut contenir des données personnelles';
comment on column validation.proposition.motif is 'Écrit par l’auteur ; peut contenir des données personnelles';
comment on column validation.proposition.auteur is 'Donnée personnelle : nom de l’auteur';
comment on column validation.proposition.dossier is 'Clé du dossier dont une réponse a corrigé la fiche';
comment on column validation.proposition.contestee is 'Une fusion a réuni deux fiches qui disaient autre chose de ce champ';
comment on column validation.proposition.empechement is 'Pourquoi la valeur acceptée n’a pas pu être écrite';
comment on column validation.proposition.accepte is 'Valeurs écrites : celles proposées, ou amendées';
comment on column validation.proposition.changement is 'Changement de la fiche écrit par l’acceptation';

create table validation.decision (
  id bigint generated always as identity primary key,
  proposition_id bigint not null references validation.proposition (id),
  niveau integer not null,
  sens text not null check (sens in ('accord', 'refus')),
  valeurs jsonb,
  motif text not null default '',
  auteur_id bigint not null references comptes.personne (id),
  auteur text not null,
  le timestamptz not null
);
create index decision_proposition on validation.decision (proposition_id, id);
comment on table validation.decision is 'Ce qui a été décidé d’une proposition, une ligne par décision';
comment on column validation.decision.valeurs is 'Valeurs accordées ; peut contenir des données personnelles';
comment on column validation.decision.auteur is 'Donnée personnelle : nom de l’agent';

grant select, insert, update on validation.proposition to preau_application;
grant select, insert, update on validation.decision to preau_application;
