create table teleservices.brouillon (
  teleservice_id bigint primary key references teleservices.teleservice (id),
  definition jsonb not null,
  base integer,
  revision integer not null default 1,
  ouvert_le timestamptz not null,
  ouvert_par bigint references comptes.personne (id),
  modifie_le timestamptz not null,
  modifie_par bigint references comptes.personne (id),
  publier_le timestamptz,
  publier_note text check (length(publier_note) <= 500),
  publier_brouillons text check (publier_brouillons in ('suivre', 'garder')),
  publier_par bigint references comptes.personne (id),
  check ((publier_le is null) = (publier_brouillons is null))
);
comment on table teleservices.brouillon is 'Formulaire en cours de dessin : un au plus par téléservice, partagé par ceux qui dessinent';
comment on column teleservices.brouillon.definition is 'Formulaire inachevé peut-être (schéma du domaine, formulaire/ebauche.ts)';
comment on column teleservices.brouillon.base is 'Version publiée dont ce brouillon est parti ; nulle pour un formulaire nouveau';
comment on column teleservices.brouillon.revision is 'Augmente à chaque enregistrement : on n’enregistre que par-dessus celle qu’on a lue';
comment on column teleservices.brouillon.publier_le is 'Publication prévue : d’ici là le brouillon ne change plus';
comment on column teleservices.brouillon.publier_brouillons is 'Les dossiers en brouillon suivent la nouvelle version, ou gardent la leur';
create index brouillon_prevu on teleservices.brouillon (publier_le) where publier_le is not null;

alter table teleservices.version
  add column publiee_par text,
  add column note text check (length(note) <= 500);
comment on column teleservices.version.publiee_par is 'Nom de qui a publié, tel qu’au journal ; nul pour ce que le produit a livré';
comment on column teleservices.version.note is 'Ce qui change, dit par qui publie';

create table teleservices.bibliotheque (
  id bigint generated always as identity primary key,
  libelle text not null check (length(libelle) between 1 and 120),
  champ jsonb not null,
  cree_le timestamptz not null,
  cree_par bigint references comptes.personne (id)
);
comment on table teleservices.bibliotheque is 'Champs et blocs gardés pour servir dans plusieurs formulaires ; s’en servir en fait une copie';

grant select, insert, update, delete on teleservices.brouillon, teleservices.bibliotheque to preau_application;
