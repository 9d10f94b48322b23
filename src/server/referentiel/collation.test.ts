import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { serveurDuFichier } from '#test/serveur.ts'

test('tous les UAI ont la même collation : une jointure entre deux collations ne se sert d’aucun index', async () => {
  const { kit } = await serveurDuFichier()
  const { rows } = await sql<{ colonne: string }>`
    select a.attrelid::regclass || '.' || a.attname as colonne
    from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
    join pg_namespace n on n.oid = c.relnamespace and n.nspname not like 'pg\_%' and n.nspname <> 'information_schema'
    where a.attnum > 0 and not a.attisdropped and a.atttypid = 'text'::regtype and a.attcollation <> '"C"'::regcollation
      and (a.attname = 'uai' or a.attname like '%\_uai' or exists (
        select from pg_constraint k
        where k.contype = 'f' and k.conrelid = a.attrelid and a.attnum = any(k.conkey)
          and k.confrelid = 'referentiel.etablissement'::regclass))
    order by 1`.execute(kit.db)
  expect(rows).toEqual([])
})
