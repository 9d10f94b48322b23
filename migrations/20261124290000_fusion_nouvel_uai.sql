-- A replacement may create the new UAI; undone, the établissement that it had created leaves, and the fusion still says
-- which UAI it was: the trace of an act does not hold the record that it speaks of.
alter table referentiel.fusion drop constraint fusion_survivant_fkey;
alter table referentiel.redirection drop constraint redirection_uai_fkey;
comment on column referentiel.fusion.survivant is 'UAI qui reste ; pour une scission, le principal des établissements issus ; sans fiche si un remplacement annulé l’avait créé';
comment on column referentiel.fusion_trace.avant is 'La ligne entière d’avant, pour la remettre même si elle a changé depuis (peut contenir des données personnelles)';
