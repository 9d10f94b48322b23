-- The chef reads a draft that others have prepared, then deposits it or sends it back.
alter table dossiers.dossier
  add column soumis_le timestamptz,
  add column soumis_par bigint references comptes.personne (id),
  add column soumis_mot text check (length(soumis_mot) <= 1000),
  add column renvoye_le timestamptz,
  add column renvoye_par bigint references comptes.personne (id),
  add column renvoye_motif text check (length(renvoye_motif) between 1 and 1000),
  add constraint dossier_soumis check ((soumis_le is null) = (soumis_par is null));
comment on column dossiers.dossier.soumis_le is 'Depuis quand ce brouillon attend la validation du chef d’établissement ; nul quand il est chez ceux qui le préparent';
comment on column dossiers.dossier.soumis_mot is 'Ce que la personne qui soumet écrit au chef (peut contenir une donnée personnelle)';
comment on column dossiers.dossier.renvoye_motif is 'Pourquoi le chef l’a renvoyé la dernière fois ; effacé à la soumission suivante';

create table dossiers.signature (
  dossier_id bigint not null references dossiers.dossier (id),
  personne_id bigint not null references comptes.personne (id),
  fonction text not null check (fonction in ('gestionnaire')),
  empreinte text not null check (empreinte ~ '^[0-9a-f]{64}$'),
  le timestamptz not null,
  primary key (dossier_id, personne_id)
);
comment on table dossiers.signature is 'Qui a signé un brouillon avant le chef, quand son formulaire le demande';
comment on column dossiers.signature.empreinte is 'Empreinte SHA-256 de ce qui a été signé : dès qu’une réponse ou une pièce change, la signature ne vaut plus';
grant select, insert, update, delete on dossiers.signature to preau_application;
