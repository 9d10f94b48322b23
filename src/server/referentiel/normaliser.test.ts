import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { actingAs } from '#test/acting.ts'
import { LISTE_NATIONALE, tableDe } from '#test/donnees.ts'
import { SYSTEME } from '#test/personas.ts'

test('la base et le domaine normalisent de la même façon les 12 455 noms et communes de France', () =>
  actingAs(SYSTEME, async (ctx) => {
    const { entetes, lignes } = tableDe(LISTE_NATIONALE, ',')
    const textes = lignes.map((l) => `${l[entetes.indexOf('nom')]} ${l[entetes.indexOf('commune')]}`)
    textes.push('L’Haÿ-les-Roses', 'Œuvre d’Æsope', 'ST-ÉTIENNE', 'Ste Foy', 'Saint-Louis – Île d’Yeu', '  😀 ', '')
    const { rows } = await sql<{ texte: string; normalise: string }>`
      select texte, referentiel.normaliser(texte) as normalise from unnest(${textes}::text[]) as t (texte)`.execute(
      ctx.db,
    )
    expect(rows.filter((r) => normaliser(r.texte) !== r.normalise)).toEqual([])
  }))
