-- What is added can only be newer or older than the last figure: no need to read the whole table again, as for what
-- changes or goes. A national file adds 250 000 rows at once.
create function referentiel.suivre_effectifs_crees() returns trigger language plpgsql as $$
begin
  insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
  select distinct on (uai) 'effectif', uai, annee, effectif from lignes
  where niveau = 'total' and regime = 'ensemble' order by uai, annee desc
  on conflict (cle, uai) do update set annee = excluded.annee, valeur = excluded.valeur
    where excluded.annee >= dernier_chiffre.annee;
  return null;
end $$;
create function referentiel.suivre_indicateurs_crees() returns trigger language plpgsql as $$
begin
  insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
  select distinct on (uai, jeu, code) jeu || '.' || code, uai, annee, valeur from lignes
  where valeur is not null order by uai, jeu, code, annee desc
  on conflict (cle, uai) do update set annee = excluded.annee, valeur = excluded.valeur
    where excluded.annee >= dernier_chiffre.annee;
  return null;
end $$;
drop trigger effectif_cree on referentiel.effectif;
create trigger effectif_cree after insert on referentiel.effectif
  referencing new table as lignes for each statement execute function referentiel.suivre_effectifs_crees();
drop trigger indicateur_cree on referentiel.indicateur;
create trigger indicateur_cree after insert on referentiel.indicateur
  referencing new table as lignes for each statement execute function referentiel.suivre_indicateurs_crees();

-- The statement triggers on updates fire even when nothing is updated: nothing to do then.
create or replace function referentiel.suivre_indicateurs() returns trigger language plpgsql as $$
begin
  if not exists (select from lignes) then return null; end if;
  delete from referentiel.dernier_chiffre c using (select distinct uai, jeu, code from lignes) l
  where c.uai = l.uai and c.cle = l.jeu || '.' || l.code;
  insert into referentiel.dernier_chiffre (cle, uai, annee, valeur)
  select distinct on (x.uai, x.jeu, x.code) x.jeu || '.' || x.code, x.uai, x.annee, x.valeur
  from (select distinct uai, jeu, code from lignes) l
  join referentiel.indicateur x on x.uai = l.uai and x.jeu = l.jeu and x.code = l.code
  where x.valeur is not null
  order by x.uai, x.jeu, x.code, x.annee desc
  on conflict (cle, uai) do update set annee = excluded.annee, valeur = excluded.valeur;
  return null;
end $$;
