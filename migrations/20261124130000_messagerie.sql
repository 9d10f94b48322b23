create schema messagerie;
comment on schema messagerie is 'Fils de discussion, notifications, courriels';
grant usage on schema messagerie to preau_application;

create table messagerie.message (
  id bigint generated always as identity primary key,
  dossier_id bigint not null references dossiers.dossier (id),
  auteur_id bigint not null references comptes.personne (id),
  cote text not null check (cote in ('etablissement', 'collectivite')),
  texte text not null check (length(texte) between 1 and 5000),
  le timestamptz not null
);
comment on column messagerie.message.texte is 'Peut contenir des données personnelles';
create index message_dossier on messagerie.message (dossier_id, id);

create table messagerie.lecture (
  dossier_id bigint not null references dossiers.dossier (id),
  personne_id bigint not null references comptes.personne (id),
  dernier_message bigint not null,
  primary key (dossier_id, personne_id)
);
comment on table messagerie.lecture is 'Jusqu’où chacun a lu le fil d’un dossier';

create table messagerie.notification (
  id bigint generated always as identity primary key,
  personne_id bigint not null references comptes.personne (id),
  dossier_id bigint references dossiers.dossier (id),
  acte bigint not null,
  genre text not null,
  texte text not null,
  lien text not null,
  le timestamptz not null,
  lue_le timestamptz,
  unique (personne_id, acte, genre)
);
comment on table messagerie.notification is 'Alerte dans le portail ou la gestion ; un acte n’alerte qu’une fois la même personne';
create index notification_personne on messagerie.notification (personne_id, id desc);
create index notification_a_lire on messagerie.notification (personne_id) where lue_le is null;

create table messagerie.courriel (
  id bigint generated always as identity primary key,
  destinataire text not null,
  personne_id bigint references comptes.personne (id),
  dossier_id bigint references dossiers.dossier (id),
  sujet text not null,
  texte text not null,
  genre text not null,
  etat text not null default 'a_envoyer' check (etat in ('a_envoyer', 'envoye', 'en_erreur', 'garde')),
  essais integer not null default 0,
  erreur text,
  cle_unique text not null unique,
  le timestamptz not null,
  envoye_le timestamptz,
  check ((etat = 'envoye') = (envoye_le is not null))
);
create index courriel_dossier on messagerie.courriel (dossier_id, id desc);
create index courriel_etat on messagerie.courriel (etat, id desc);
comment on table messagerie.courriel is 'Boîte d’envoi : chaque courriel y est gardé, envoyé ou non (donnée personnelle : adresse, texte ; purge à 12 mois)';
comment on column messagerie.courriel.cle_unique is 'Acte, personne et genre : un travail joué deux fois n’écrit qu’un courriel';
comment on column messagerie.courriel.etat is 'garde : aucun serveur SMTP n’est configuré, le courriel se lit dans la boîte d’envoi';

grant select, insert, update on messagerie.message, messagerie.lecture, messagerie.notification, messagerie.courriel to preau_application;
grant delete on messagerie.courriel to preau_application;
