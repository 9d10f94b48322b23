-- An import that is undone takes back the établissements that it created, when nothing else has come to speak of them: a
-- dossier, a contact, a typed value… each by its foreign key. The history is not otherwise erased, so the role of the
-- application may not do it by itself.
create function referentiel.oublier_creations(uais text[]) returns setof text
language plpgsql security definer set search_path = pg_catalog, referentiel as $$
declare
  lien record;
  gardes text[];
  autres text[] := '{}';
begin
  for lien in
    select c.conrelid::regclass as nom_table, a.attname as colonne
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'referentiel.etablissement'::regclass
      and c.conrelid not in ('referentiel.provenance'::regclass, 'referentiel.changement'::regclass,
        'referentiel.relation'::regclass, 'referentiel.site'::regclass)
  loop
    execute format('select coalesce(array_agg(distinct %I::text), ''{}'') from %s where %I::text = any($1)',
      lien.colonne, lien.nom_table, lien.colonne) into gardes using uais;
    autres := autres || gardes;
  end loop;
  select coalesce(array_agg(u), '{}') into uais from unnest(uais) u where u <> all(autres);
  delete from referentiel.relation where de = any(uais);
  delete from referentiel.site where uai = any(uais);
  delete from referentiel.changement where uai = any(uais);
  delete from referentiel.provenance where uai = any(uais);
  return query delete from referentiel.etablissement where uai = any(uais) returning uai::text;
end $$;
comment on function referentiel.oublier_creations is 'Retire les établissements créés par un import annulé et dont rien d’autre ne parle ; rend ceux qu’elle a retirés';
revoke all on function referentiel.oublier_creations from public;
grant execute on function referentiel.oublier_creations to preau_application;
