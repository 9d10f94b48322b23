-- An UAI is compared byte by byte everywhere: between two collations, PostgreSQL can use no index, and a join of two tables
-- by their UAI reads one of them once for each row of the other.
alter table referentiel.changement alter column uai type text collate "C";
alter table referentiel.relation alter column de type text collate "C", alter column vers type text collate "C";
alter table referentiel.etablissement alter column mere_uai type text collate "C";
alter table referentiel.site alter column uai type text collate "C";
alter table referentiel.saisie alter column uai type text collate "C";
alter table referentiel.arbitrage alter column uai type text collate "C";
alter table referentiel.contact_role alter column uai type text collate "C";
alter table referentiel.document alter column uai type text collate "C";
alter table referentiel.equipement alter column uai type text collate "C";
alter table referentiel.logement alter column uai type text collate "C";
alter table referentiel.moyen_humain alter column uai type text collate "C";
alter table referentiel.operation alter column uai type text collate "C";
alter table referentiel.compte_financier alter column uai type text collate "C";
alter table referentiel.note alter column uai type text collate "C";
alter table referentiel.tache alter column uai type text collate "C";
alter table referentiel.actualite alter column uai type text collate "C";
alter table comptes.habilitation alter column uai type text collate "C";
alter table integration.rejet alter column uai type text collate "C";
alter table journal.acte alter column uai type text collate "C";
