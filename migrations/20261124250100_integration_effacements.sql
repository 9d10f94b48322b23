-- A person erased on demand leaves also what imports have kept. What to look for is told apart from the journal, which
-- nobody can change, and is forgotten once found.
create table referentiel.effacement (
  id bigint generated always as identity primary key,
  contact_id bigint not null references referentiel.contact (id),
  personne jsonb,
  demande_le timestamptz not null,
  fait_le timestamptz,
  check ((personne is null) = (fait_le is not null))
);
comment on table referentiel.effacement is 'Personnes effacées à leur demande, à chercher encore dans ce que les imports ont gardé';
comment on column referentiel.effacement.personne is 'Donnée personnelle : { nom, prenom, courriels, telephones } ; vidé dès que la recherche est faite';

alter table integration.execution add column fichier_efface_le timestamptz;
comment on column integration.execution.fichier_efface_le is 'Le fichier reçu nommait une personne effacée à sa demande : il a été supprimé, son nom et son empreinte restent';
grant select, insert, update on referentiel.effacement to preau_application;
grant update on integration.difference, integration.ligne_remplacee to preau_application;
