-- The words of a dossier follow it when its établissement takes the place of another.
grant update (mots) on instruction.recherche to preau_application;
