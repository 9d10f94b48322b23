-- A list in the order of a figure reads its first page from this index, instead of all figures.
create index dernier_chiffre_valeur on referentiel.dernier_chiffre (cle, valeur, uai);
