import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { actingAs } from '#test/acting.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, gestionnaire } from '#test/personas.ts'
import { accord, refus, relire, uneProposition } from '#test/propositions.ts'
import type { Write } from '../platform/context.ts'
import { lireFiche } from '../referentiel/fiche.ts'
import { annulerChangement, corrigerChamps } from '../referentiel/saisie.ts'
import { clore } from './clore.ts'
import { retirer } from './decider.ts'
import { rapprocher } from './suivre.ts'

const NOUVEAU = '05 61 00 00 01'
const valeur = async (ctx: Write, champ = 'telephone') =>
  (await lireFiche({ ...ctx, acteur: bruno }, { params: { uai: LYCEE }, query: {}, body: undefined })).champs.find(
    (c) => c.champ === champ,
  )

test('jusqu’à l’acceptation chacun lit l’ancienne valeur ; ensuite la fiche dit la nouvelle, et de qui elle vient', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: '05.61.00.00.01' }, { motif: 'Nouveau standard' })
    expect(p).toMatchObject({ etat: 'en_attente', de_moi: true, peut: { accepter: false, retirer: true } })
    expect(p.champs).toMatchObject([{ avant: '05 62 17 30 00', proposee: NOUVEAU }])
    expect((await valeur(ctx))?.valeur).toBe('05 62 17 30 00')
    expect(await relire(ctx, bruno, p.id)).toMatchObject({ peut: { accepter: true, refuser: true, retirer: false } })

    const acceptee = await accord(ctx, bruno, p.id)
    expect(acceptee).toMatchObject({ etat: 'acceptee', decision: { par: 'Bruno Castéra' } })
    expect(await valeur(ctx)).toMatchObject({
      valeur: NOUVEAU,
      origine: { source: 'saisie' },
      saisie: { motif: expect.stringMatching(/^Proposition de Claire .+ : Nouveau standard$/) },
    })
    // The correction is one of the référentiel: it is undone as any other.
    await annulerChangement(
      { ...ctx, acteur: bruno },
      { params: { uai: LYCEE, id: acceptee.changement ?? 0 }, query: undefined, body: undefined },
    )
    expect((await valeur(ctx))?.valeur).toBe('05 62 17 30 00')
  }))

test('amendée puis acceptée, la fiche dit la valeur de l’agent et la proposition garde les deux', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { adresse: '135 rte de Narbonne' })
    const faite = await accord(ctx, bruno, p.id, { adresse: '135 bis route de Narbonne' })
    expect(faite.champs).toMatchObject([
      {
        proposee: '135 rte de Narbonne',
        amendee_texte: '135 bis route de Narbonne',
        actuelle: '135 bis route de Narbonne',
      },
    ])
    expect((await valeur(ctx, 'adresse'))?.valeur).toBe('135 bis route de Narbonne')
  }))

test('refusée avec sa raison, retirée par son auteur : la fiche ne change pas', () =>
  actingAs(claire, async (ctx) => {
    const [une, deux] = [
      await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU }),
      await uneProposition(ctx, claire, LYCEE, { adresse: '1 rue Neuve' }),
    ]
    expect(await refus(ctx, bruno, une.id)).toMatchObject({
      etat: 'refusee',
      decision: { motif: 'Le standard n’a pas changé' },
    })
    const acte = (qui: typeof claire) =>
      retirer({ ...ctx, acteur: qui }, { params: { id: deux.id }, query: undefined, body: undefined })
    await expect(acte(gestionnaire)).rejects.toMatchObject({ status: 403 })
    expect(await acte(claire)).toMatchObject({ etat: 'retiree' })
    expect(await acte(claire)).toMatchObject({ etat: 'retiree' })
    expect((await valeur(ctx))?.valeur).toBe('05 62 17 30 00')
  }))

test('personne ne décide de sa propre proposition', () =>
  actingAs(agnes, async (ctx) => {
    const p = await uneProposition(ctx, agnes, LYCEE, { telephone: NOUVEAU })
    await expect(accord(ctx, agnes, p.id)).rejects.toMatchObject({ status: 403 })
    await expect(refus(ctx, agnes, p.id)).rejects.toMatchObject({ status: 403 })
    expect(p.peut.pourquoi).toContain('un autre agent')
    expect(await accord(ctx, admin, p.id)).toMatchObject({ etat: 'acceptee' })
  }))

test.each([
  ['une valeur mal écrite', { telephone: '12' }, /dix chiffres/],
  ['la valeur de la fiche', { telephone: '0562173000' }, /déjà ce que dit la fiche/],
  ['deux champs sans lien', { telephone: NOUVEAU, adresse: 'x' }, /un champ à la fois/],
  ['un champ inconnu', { lune: 'x' }, /n’existe pas/],
  ['la moitié d’un couple vidée', { latitude: null }, /vont ensemble/],
])('cas 30 et saisie : %s est refusée, avec le champ', (_nom, champs, message) =>
  actingAs(claire, async (ctx) => {
    await expect(uneProposition(ctx, claire, LYCEE, champs)).rejects.toMatchObject({
      status: 422,
      erreurs: [{ message: expect.stringMatching(message) }],
    })
  }),
)

test('cas 30 : un point se propose et s’accepte d’un bloc', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { longitude: 1.46, latitude: 43.56 })
    expect(p).toMatchObject({ champ: 'latitude', libelle: 'Latitude et Longitude' })
    await accord(ctx, bruno, p.id, { latitude: 43.57 })
    expect([(await valeur(ctx, 'latitude'))?.valeur, (await valeur(ctx, 'longitude'))?.valeur]).toEqual([43.57, 1.46])
  }))

test('cas 27 : le second qui décide apprend qui a été le premier, et à quelle heure ; rien n’est appliqué deux fois', () =>
  actingAs(
    claire,
    async (ctx) => {
      const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
      await accord(ctx, bruno, p.id)
      await expect(refus(ctx, agnes, p.id)).rejects.toMatchObject({
        status: 409,
        code: 'deja_decidee',
        message: 'Cette proposition est déjà acceptée par Bruno Castéra à 09:32.',
      })
      // The same person again: the same answer, and one change only.
      expect(await accord(ctx, bruno, p.id)).toMatchObject({ etat: 'acceptee' })
      const { rows } = await sql`select from referentiel.changement where uai = ${LYCEE} and champs ? 'telephone'
        and genre = 'modification' and auteur is not null`.execute(ctx.db)
      expect(rows).toHaveLength(1)
    },
    new Date('2026-11-24T08:32:00Z'),
  ))

test('cas 28 : deux propositions se voient ; en accepter une clôt l’autre, avec son vainqueur', () =>
  actingAs(claire, async (ctx) => {
    const a = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const b = await uneProposition(ctx, gestionnaire, LYCEE, { telephone: '05 61 00 00 02' })
    expect(b.rivales).toBe(1)
    await accord(ctx, bruno, b.id)
    expect(await relire(ctx, bruno, a.id)).toMatchObject({ etat: 'remplacee' })
    expect((await valeur(ctx))?.valeur).toBe('05 61 00 00 02')
    await expect(accord(ctx, bruno, a.id)).rejects.toMatchObject({ status: 409, message: /remplacée par une autre/ })
  }))

test('une nouvelle proposition du même auteur remplace la précédente ; la même est la même', () =>
  actingAs(claire, async (ctx) => {
    const a = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    expect((await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })).id).toBe(a.id)
    const b = await uneProposition(ctx, claire, LYCEE, { telephone: '05 61 00 00 02' })
    expect(await relire(ctx, claire, a.id)).toMatchObject({ etat: 'remplacee' })
    expect(b.rivales).toBe(0)
  }))

test('la valeur a changé entre-temps : celui qui décide voit les trois', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const corps = { champs: { telephone: '05 61 00 00 09' }, motif: '' }
    await corrigerChamps({ ...ctx, acteur: agnes }, { params: { uai: LYCEE }, query: undefined, body: corps })
    expect(await relire(ctx, bruno, p.id)).toMatchObject({
      change_depuis: true,
      champs: [{ avant: '05 62 17 30 00', actuelle: '05 61 00 00 09', proposee: NOUVEAU }],
    })
  }))

test('cas 29 : la fiche dit déjà la valeur quand on décide : sans effet, et non une erreur', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const corps = { champs: { telephone: NOUVEAU }, motif: '' }
    await corrigerChamps({ ...ctx, acteur: agnes }, { params: { uai: LYCEE }, query: undefined, body: corps })
    expect(await accord(ctx, bruno, p.id)).toMatchObject({ etat: 'sans_effet' })
  }))

test('un agent saisit la valeur proposée : la proposition se clôt seule, une fois', () =>
  actingAs(claire, async (ctx) => {
    const p = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    expect(await rapprocher(ctx)).toBe(0)
    const corps = { champs: { telephone: NOUVEAU }, motif: '' }
    await corrigerChamps({ ...ctx, acteur: agnes }, { params: { uai: LYCEE }, query: undefined, body: corps })
    expect([await rapprocher(ctx, LYCEE), await rapprocher(ctx, LYCEE)]).toEqual([1, 0])
    expect(await relire(ctx, claire, p.id)).toMatchObject({ etat: 'sans_effet' })
  }))

test('ce qu’un autre a clos entre-temps garde sa fin, et rien n’est dit deux fois', () =>
  actingAs(claire, async (ctx) => {
    const { id } = await uneProposition(ctx, claire, LYCEE, { telephone: NOUVEAU })
    const ouverte = { id, uai: LYCEE, champ: 'telephone' }
    await clore(ctx, ouverte, 'confirmee')
    await clore(ctx, ouverte, 'retiree')
    expect(await relire(ctx, claire, id)).toMatchObject({ etat: 'confirmee' })
    const { rows } = await sql<{ code: string }>`
      select code from journal.acte where objet_genre = 'proposition' and objet_cle = ${String(id)} order by id`.execute(
      ctx.db,
    )
    expect(rows.map((r) => r.code)).not.toContain('proposition_retiree')
    expect(rows.at(-1)?.code).toBe('proposition_confirmee')
  }))
