import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { REPONSES, TYPES_SIMPLES, unChamp } from '#test/champs.ts'
import { joindre, PDF, remplir, unBrouillon } from '#test/dossiers.ts'
import { unFormulaire } from '#test/formulaires.ts'
import { agnes, claire } from '#test/personas.ts'
import type { Write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'

/** A téléservice like the shipped one, that asks these questions; gives a draft of it. */
async function unBrouillonDe(ctx: Write, ...champs: Parameters<typeof unFormulaire>): Promise<string> {
  await installerModeles(ctx)
  await sql`
    insert into teleservices.version (teleservice_id, numero, definition, publiee_le)
    select id, 99, ${JSON.stringify(unFormulaire(...champs))}::jsonb, ${ctx.now.toISOString()}::timestamptz
    from teleservices.teleservice where code = 'travaux-urgents'`.execute(ctx.db)
  return unBrouillon(ctx)
}
const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

const lieux = async (ctx: Write) => {
  await sql`insert into referentiel.departement (code, nom) values ('31', 'Haute-Garonne') on conflict do nothing`.execute(
    ctx.db,
  )
  await sql`insert into referentiel.commune (code, nom, code_departement) values ('31555', 'Toulouse', '31') on conflict do nothing`.execute(
    ctx.db,
  )
}

test('un formulaire de tous les types se remplit et se dépose', () =>
  actingAs(claire, async (ctx) => {
    await lieux(ctx)
    const types = TYPES_SIMPLES.filter((t) => t in REPONSES)
    const cle = await unBrouillonDe(ctx, ...types.map((t) => unChamp(t, t, { obligatoire: true })))
    const nous = claire.habilitations[0]?.uai ?? ''
    const { nom } = await ctx.db
      .selectFrom('referentiel.etablissement')
      .select('nom')
      .where('uai', '=', nous)
      .executeTakeFirstOrThrow()
    const saisies = Object.fromEntries(types.filter((t) => t !== 'piece').map((t) => [t, REPONSES[t]]))
    const { refusees } = await remplir(ctx, cle, { ...saisies, etablissement: { uai: nous, nom } })
    expect(refusees).toEqual([])
    await joindre(ctx, cle, 'piece', { contenu: PDF, nom: 'acte.pdf' })
    const { numero } = await deposerDossier(ctx, par(cle))
    expect(numero).toMatch(/^2026-\d{6}$/)
    const recap = await lireRecapitulatif(ctx, par(cle))
    const vides = recap.etapes.flatMap((e) => e.lignes).filter((l) => l.vide)
    expect(vides).toEqual([])
  }))

describe('ce que la réponse nomme', () => {
  test('une commune, un établissement ou une valeur inconnus sont refusés, le reste est gardé', () =>
    actingAs(claire, async (ctx) => {
      await lieux(ctx)
      const cle = await unBrouillonDe(
        ctx,
        unChamp('commune', 'lieu'),
        unChamp('etablissement', 'autre'),
        unChamp('nomenclature', 'energie'),
        unChamp('texte', 'mot'),
      )
      const { refusees } = await remplir(ctx, cle, {
        lieu: { code: '31555', nom: 'Ailleurs' },
        autre: { uai: '0750664P', nom: 'Inventé' },
        energie: { code: 'charbon_magique', libelle: 'Magie' },
        mot: 'gardé',
      })
      expect(refusees.map((r) => r.champ)).toEqual(['lieu', 'autre', 'energie'])
      expect((await lireDossier(ctx, par(cle))).reponses).toEqual({ mot: 'gardé' })
      expect((await remplir(ctx, cle, { lieu: { code: '31555', nom: 'Toulouse' } })).refusees).toEqual([])
    }))
})

test('l’effectif du référentiel est proposé, avec son année ; le corriger demande un motif', () =>
  actingAs(claire, async (ctx) => {
    const uai = claire.habilitations[0]?.uai ?? ''
    for (const [annee, effectif] of [
      [2024, 600],
      [2025, 640],
    ] as const)
      await sql`insert into referentiel.effectif (uai, annee, niveau, effectif, source, date_donnees, connu_le)
        values (${uai}, ${annee}, 'total', ${effectif}, 'essai', '2026-01-15', now())`.execute(ctx.db)
    const cle = await unBrouillonDe(ctx, unChamp('effectif', 'eleves', { obligatoire: true }))
    const connu = { nombre: 640, annee: '2025-2026' }
    const lu = await lireDossier(ctx, par(cle))
    expect(lu.reponses).toEqual({ eleves: { nombre: 640, connu } })
    expect(lu.origines.eleves).toMatchObject({ source: 'Référentiel', date: '2026-01-15', modifie: false })
    await remplir(ctx, cle, { eleves: { nombre: 655, connu: { nombre: 655, annee: '2025-2026' } } })
    const corrige = await lireDossier(ctx, par(cle))
    expect(corrige.reponses).toEqual({ eleves: { nombre: 655, connu } })
    expect(corrige.origines.eleves?.modifie).toBe(true)
    await expect(deposerDossier(ctx, par(cle))).rejects.toMatchObject({ status: 422, erreurs: [{ champ: 'eleves' }] })
    await remplir(ctx, cle, { eleves: { nombre: 655, motif: 'Ouverture d’une classe' } })
    await expect(deposerDossier(ctx, par(cle))).resolves.toMatchObject({ cle })
  }))

test('un compte bancaire est lu en entier par l’établissement, masqué pour l’agent, le journal et l’accusé', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillonDe(ctx, unChamp('identite_bancaire', 'rib'), unChamp('iban', 'autre'))
    await remplir(ctx, cle, { rib: REPONSES.identite_bancaire, autre: REPONSES.iban })
    await deposerDossier(ctx, par(cle))
    const vue = async (qui: typeof claire) => {
      const leur = { ...ctx, acteur: qui }
      return JSON.stringify([
        (await lireDossier(leur, par(cle))).reponses,
        await lireRecapitulatif(leur, par(cle)),
      ]).replaceAll('\u00a0', '')
    }
    expect(await vue(claire)).toContain('FR1420041010050500013M02606')
    expect(await vue(agnes)).not.toContain('0505')
    expect(await vue(agnes)).toContain('FR14••••••••2606')
    const { rows } = await sql<{ texte: string }>`
      select (select jsonb_agg(a.donnees)::text from dossiers.accuse a) || (select jsonb_agg(j.donnees)::text from journal.acte j) as texte`.execute(
      ctx.db,
    )
    expect(rows[0]?.texte.replaceAll('\u00a0', '')).not.toContain('0505')
  }))
