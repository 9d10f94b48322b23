import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, ines } from '#test/personas.ts'
import { accord, refus, relire, uneProposition } from '#test/propositions.ts'
import type { Write } from '../platform/context.ts'
import { lireFiche } from '../referentiel/fiche.ts'
import { escalader } from './escalade.ts'
import { compterPropositions, listerPropositionsDe } from './liste.ts'

const NOUVEAU = '05 61 00 00 01'
const valeur = async (ctx: Write, champ = 'telephone') =>
  (await lireFiche({ ...ctx, acteur: bruno }, { params: { uai: LYCEE }, query: {}, body: undefined })).champs.find(
    (c) => c.champ === champ,
  )

test('cas 33 : acceptée mais refusée par la fiche, elle est à reprendre ; la décision reste, rien n’est à moitié écrit', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { date_ouverture: '2020-09-01' })
    await sql`update referentiel.etablissement set date_fermeture = '2010-01-01' where uai = ${LYCEE}`.execute(ctx.db)
    const reprise = await accord(ctx, bruno, p.id)
    expect(reprise).toMatchObject({
      etat: 'a_reprendre',
      empechement: 'La fermeture ne peut pas précéder l’ouverture.',
      decision: { par: 'Bruno Castéra' },
      peut: { accepter: true },
    })
    expect((await valeur(ctx, 'date_ouverture'))?.valeur).not.toBe('2020-09-01')
    expect(await accord(ctx, agnes, p.id, { date_ouverture: '2009-09-01' })).toMatchObject({ etat: 'acceptee' })
  }))

test('cas 34 : refusée puis proposée de nouveau : on repart de la valeur actuelle, l’ancienne reste lisible', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    await refus(ctx, bruno, p.id)
    await uneProposition(ctx, claire, LYCEE, { telephone: '05 61 00 00 02' })
    const entree = { params: { uai: LYCEE }, query: undefined, body: undefined }
    const { elements } = await listerPropositionsDe(ctx, entree)
    expect(elements.map((e) => e.etat)).toEqual(['en_attente', 'refusee'])
    expect(elements[1]).toMatchObject({
      decision: { motif: 'Le standard n’a pas changé' },
      champs: [{ proposee: NOUVEAU }],
    })
  }))

test('cas 14 : fermé, l’établissement gèle ses propositions ; rouvert, elles se décident', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const etat = (e: string) =>
      sql`update referentiel.etablissement set etat = ${e} where uai = ${LYCEE}`.execute(ctx.db)
    const aDecider = async () => (await compterPropositions({ ...ctx, acteur: bruno })).a_decider
    expect(await aDecider()).toBe(1)
    await etat('ferme')
    expect(await aDecider()).toBe(0)
    expect(await relire(ctx, bruno, p.id)).toMatchObject({ gelee: true, peut: { accepter: false } })
    await expect(accord(ctx, bruno, p.id)).rejects.toMatchObject({ status: 409, code: 'gelee' })
    await expect(uneProposition(ctx, claire, LYCEE, { adresse: 'x' })).rejects.toMatchObject({ status: 409 })
    await etat('ouvert')
    expect(await accord(ctx, bruno, p.id)).toMatchObject({ etat: 'acceptee' })
  }))

test('cas 20 : l’auteur n’agit plus pour l’établissement : rien ne s’applique sur son ancien droit, et l’agent lit pourquoi', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    await sql`update comptes.habilitation set jusque = '2025-01-01' where personne_id = ${claire.id}`.execute(ctx.db)
    await expect(accord(ctx, bruno, p.id)).rejects.toMatchObject({ status: 409, code: 'auteur_sans_droit' })
    expect(await relire(ctx, bruno, p.id)).toMatchObject({
      peut: { accepter: false, refuser: true, pourquoi: expect.stringContaining('n’agit plus') },
    })
    expect(await refus(ctx, bruno, p.id)).toMatchObject({ etat: 'refusee' })
  }))

test('cas 25 : l’établissement change de territoire : la décision revient à qui le suit ce jour-là', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    await expect(accord(ctx, ines, p.id)).rejects.toMatchObject({ status: 404 })
    await sql`update referentiel.etablissement set code_departement = '32' where uai = ${LYCEE}`.execute(ctx.db)
    await expect(accord(ctx, bruno, p.id)).rejects.toMatchObject({ status: 404 })
    expect(await accord(ctx, ines, p.id)).toMatchObject({ etat: 'acceptee' })
  }))

test('cas 32 : sans agent pour en décider, la proposition est signalée dès son dépôt, une fois, et jamais acceptée seule', () =>
  actingAs(claire, async (ctx) => {
    const suivie = await uneProposition(ctx, claire, LYCEE, { adresse: 'x' })
    await sql`update comptes.personne set active = false where role = 'agent'`.execute(ctx.db)
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const dites = async () =>
      (
        await sql<{
          objet_cle: string
        }>`select objet_cle from journal.acte where code = 'proposition_escaladee' order by id`.execute(ctx.db)
      ).rows.map((r) => Number(r.objet_cle))
    expect(await dites()).toEqual([p.id])
    expect([await escalader(ctx), await escalader(ctx)]).toEqual([1, 0])
    expect(await dites()).toEqual([p.id, suivie.id])
    expect(await relire(ctx, admin, p.id)).toMatchObject({ etat: 'en_attente' })
  }))
