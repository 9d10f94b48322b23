-- Who fills a draft now. Worth nothing after a crash: unlogged.
create unlogged table dossiers.presence (
  dossier_id bigint not null references dossiers.dossier (id),
  personne_id bigint not null references comptes.personne (id),
  etape text not null default '',
  vu_le timestamptz not null,
  primary key (dossier_id, personne_id)
);
comment on table dossiers.presence is 'Qui a un brouillon ouvert en ce moment, et à quelle étape (donnée personnelle, effacée au bout d’une minute)';
comment on column dossiers.presence.etape is 'Étape du formulaire, ou vide';
grant select, insert, update, delete on dossiers.presence to preau_application;
