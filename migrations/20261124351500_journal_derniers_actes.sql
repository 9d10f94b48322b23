-- Les derniers événements d’un tableau de bord se lisent du plus récent au plus ancien, sans trier toute l’histoire.
create index acte_dossier_instant on journal.acte (le, id) where objet_genre = 'dossier';
