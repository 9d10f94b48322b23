-- Suggestions of communes while one types: the beginning of a name, in the form compared.
create index commune_par_nom on referentiel.commune (referentiel.normaliser(nom) text_pattern_ops);
