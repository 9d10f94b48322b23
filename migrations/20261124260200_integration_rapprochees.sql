alter table integration.execution add column rapprochees integer;
comment on column integration.execution.rapprochees is 'Lignes retenues dont l’établissement est connu ; vide tant que le rapprochement n’est pas fait, et pour les sources de codes';
