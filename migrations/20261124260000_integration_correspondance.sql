-- A mapping says more than names: transforms, what an empty cell means, what is ignored.
alter table integration.correspondance add column contenu jsonb, add column note text;
comment on column integration.correspondance.colonnes is 'Versions d’avant les transformations : { colonne du fichier : colonne attendue }';
comment on column integration.correspondance.contenu is 'Liens entre colonnes, transformations, sens des cases vides, colonnes ignorées ; vide pour les versions d’avant';
comment on column integration.correspondance.note is 'Ce qui a été fait : la reprise d’une version ancienne, par exemple';
