alter table integration.execution add column date_imposee boolean not null default false;
comment on column integration.execution.date_imposee is 'date_donnees a été donnée avec le fichier, et vaut pour toutes ses lignes';
-- A fingerprint found again at once.
create index execution_empreinte on integration.execution (source, empreinte);
