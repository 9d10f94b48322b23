import { sql } from 'kysely'
import type { Write } from '../platform/context.ts'
import type { Tx } from '../platform/db.ts'
import { placerTable } from './placement.ts'

/** Opens the temporary table of the other sites that a source knows: all those of the UAI it speaks of. */
export async function ouvrirSites(db: Tx): Promise<void> {
  await sql`drop table if exists pg_temp.proposition_site`.execute(db)
  await sql`
    create temp table proposition_site (
      uai text collate "C" not null, rang integer not null, champs jsonb not null, lieu jsonb not null, empreinte text not null,
      primary key (uai, rang)
    ) on commit drop`.execute(db)
}

/** Writes the sites that are new or changed, and closes those of this source that it no longer gives. */
export async function appliquerSites(ctx: Write, source: string): Promise<void> {
  await sql`
    update referentiel.site s set retire_le = ${ctx.now}::timestamptz
    where s.source = ${source} and s.retire_le is null
      and not exists (select from proposition_site p where p.uai = s.uai and p.rang = s.rang)`.execute(ctx.db)
  await sql`
    delete from proposition_site p using referentiel.site s
    where s.uai = p.uai and s.rang = p.rang and s.empreinte = p.empreinte and s.retire_le is null`.execute(ctx.db)
  await placerTable(ctx.db, 'proposition_site')
  await sql`
    insert into referentiel.site (uai, rang, nom, adresse, complement_adresse, code_postal, commune, code_commune,
      latitude, longitude, telephone, courriel, web, source, empreinte)
    select p.uai, p.rang, r.nom, r.adresse, r.complement_adresse, r.code_postal, r.commune, r.code_commune,
      r.latitude, r.longitude, r.telephone, r.courriel, r.web, ${source}, p.empreinte
    from proposition_site p join place l using (uai, rang),
      jsonb_populate_record(null::referentiel.etablissement, p.champs || l.champs) r
    where true
    order by p.uai, p.rang
    on conflict (uai, rang) do update set nom = excluded.nom, adresse = excluded.adresse,
      complement_adresse = excluded.complement_adresse, code_postal = excluded.code_postal, commune = excluded.commune,
      code_commune = excluded.code_commune, latitude = excluded.latitude, longitude = excluded.longitude,
      telephone = excluded.telephone, courriel = excluded.courriel, web = excluded.web, source = excluded.source,
      empreinte = excluded.empreinte, retire_le = null`.execute(ctx.db)
}
