-- As 20261124270000, for the tables made since: an UAI is compared byte by byte everywhere.
alter table referentiel.action_ligne alter column uai type text collate "C";
alter table referentiel.suivi alter column uai type text collate "C";
alter table connecteurs.appel alter column uai type text collate "C";
