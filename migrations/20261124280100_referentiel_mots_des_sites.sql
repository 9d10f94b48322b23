-- Names of sites are searched with their typing errors too: their words join the vocabulary, whoever writes them.
create function referentiel.apprendre_site() returns trigger
language plpgsql security definer set search_path = pg_catalog, referentiel as $$
begin
  insert into referentiel.mot (mot)
  select distinct m from unnest(string_to_array(
    referentiel.normaliser(new.nom || ' ' || coalesce(new.commune, '')), ' ')) m
  where m ~ '[a-z]'
  on conflict do nothing;
  return null;
end $$;
comment on function referentiel.apprendre_site is 'Ajoute au vocabulaire de la recherche les mots du nom et de la commune d’un site';
create trigger site_appris after insert or update of nom, commune on referentiel.site
  for each row execute function referentiel.apprendre_site();
insert into referentiel.mot (mot)
select distinct m from referentiel.site s, unnest(string_to_array(
  referentiel.normaliser(s.nom || ' ' || coalesce(s.commune, '')), ' ')) m
where s.retire_le is null and m ~ '[a-z]'
on conflict do nothing;
