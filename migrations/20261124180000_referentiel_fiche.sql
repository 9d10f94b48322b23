-- What the source says under a value typed by hand: shown beside it, and taken back when the typed value is withdrawn.
alter table referentiel.saisie add column dessous jsonb;
alter table referentiel.saisie add column dessous_origine jsonb;
comment on column referentiel.saisie.dessous is 'Ce que dit la source sous la valeur saisie ; nul quand elle n’en dit rien';
comment on column referentiel.saisie.dessous_origine is '{ source, date } de cette valeur';

alter table referentiel.contact_role add column retire_le timestamptz;
comment on column referentiel.contact_role.retire_le is 'Retiré par erreur de saisie ; un rôle qui finit porte jusque';

alter table referentiel.ancien add column auteur text;
comment on column referentiel.ancien.auteur is 'Qui a remplacé ou retiré, quand c’est une personne';
-- The erasure of a person reaches what was known before.
grant update (ligne) on referentiel.ancien to preau_application;
create index ancien_contact on referentiel.ancien ((ligne ->> 'contact_id')) where rubrique = 'contact';
