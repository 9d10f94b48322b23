-- Two files of one source may hold one year or six: what they compare by is the number of établissements.
alter table integration.execution add column etablissements integer;
comment on column integration.execution.etablissements is 'Nombre d’établissements dont le fichier parle ; nul pour des codes, et avant cette version';
