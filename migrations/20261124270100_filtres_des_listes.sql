-- The values of the filters are counted from this index alone, without reading the fiches.
create index etablissement_filtres on referentiel.etablissement (code_departement, type, nature, secteur);
