import { beforeAll, describe, expect, test } from 'vitest'
import { deposerDossier } from '#domain/dossiers/api.ts'
import { lireAutresDossiers } from '#domain/dossiers/api-autres.ts'
import { lireRecapitulatif } from '#domain/dossiers/api-recapitulatif.ts'
import { decider } from '#server/instruction/decision.ts'
import { notifier } from '#server/instruction/notification.ts'
import { contextOf, type Write, write } from '#server/platform/context.ts'
import { ouvrirBrouillon } from '#server/teleservices/brouillons.ts'
import { joindre, PDF, remplir, unBrouillon, unBrouillonComplet } from '#test/dossiers.ts'
import { comme, faireAvancer, sur, voir } from '#test/instruction.ts'
import { agnes, bruno, claire, gestionnaire, nathalie } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { redessiner, unTeleserviceDessine } from '#test/teleservices.ts'

const CHAMPS = [
  { id: 'montant', type: 'montant' as const, libelle: 'Montant' },
  { id: 'rang', type: 'nombre' as const, libelle: 'Rang', unique: true as const },
]
let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

/** A fresh téléservice with 45 000 € a year, since each test counts its own deposits. */
const dessiner = (code: string) =>
  write(contextOf(portes.kit, agnes), async (ctx) => {
    await unTeleserviceDessine(ctx, CHAMPS, code)
    await ouvrirBrouillon(ctx, { params: { code }, query: undefined, body: {} })
    await redessiner(ctx, code, {
      ...{ format: 'preau/formulaire@1' as const, titre: 'Essai' },
      etapes: [{ id: 'unique', titre: 'Étape', champs: CHAMPS }],
      plafonds: [{ champ: 'montant', max: 45_000_00, annee: 'civile' }],
    })
  })
const ecrire = <T>(fn: (ctx: Write) => Promise<T>, qui = claire) => write(contextOf(portes.kit, qui), fn)
const brouillon = (teleservice: string, reponses: object, qui = claire) =>
  ecrire(async (ctx) => {
    const cle = await unBrouillon(ctx, { teleservice, par: qui })
    await remplir(ctx, cle, { ...reponses })
    return cle
  }, qui)
const deposer = (cle: string, qui = claire) => portes.appeler(qui, deposerDossier, { params: { cle } })

describe('un plafond par établissement et par année', () => {
  test('s’atteint sur plusieurs dossiers et ne se dépasse pas ; un autre établissement a le sien', async () => {
    await dessiner('plafonne')
    for (const montant of [30_000_00, 10_000_00])
      expect((await deposer(await brouillon('plafonne', { montant }))).status).toBe(201)
    const cle = await brouillon('plafonne', { montant: 5_000_01 })
    const { body } = await portes.appeler(gestionnaire, lireAutresDossiers, { params: { cle } })
    expect(body.autres?.plafonds).toEqual([{ utilise: 40_000_00, dossiers: 2 }])
    const recap = await portes.appeler(claire, lireRecapitulatif, { params: { cle } })
    expect(recap.body.manques).toMatchObject([{ champ: 'montant' }])
    const refus = await deposer(cle)
    expect(refus.status).toBe(422)
    expect(refus.problem.erreurs?.[0]?.message.replace(/\s/g, ' ')).toContain(
      '40 000 € déjà demandés dans 2 dossiers, il reste 5 000 €.',
    )
    await ecrire((ctx) => remplir(ctx, cle, { montant: 5_000_00 }))
    expect((await deposer(cle)).status).toBe(201)
    const ailleurs = await brouillon('plafonne', { montant: 45_000_00 }, nathalie)
    expect((await deposer(ailleurs, nathalie)).status).toBe(201)
  })

  test('deux dépôts au même instant : un seul passe', async () => {
    await dessiner('ensemble')
    const cles = await Promise.all([1, 2, 3].map(() => brouillon('ensemble', { montant: 20_000_00 })))
    const statuts = (await Promise.all(cles.map((cle) => deposer(cle)))).map((r) => r.status)
    expect(statuts.toSorted()).toEqual([201, 201, 422])
  })

  test('un refus rend sa part une fois notifié, et l’année suivante recommence', async () => {
    await dessiner('rendu')
    const cle = await brouillon('rendu', { montant: 45_000_00 })
    await deposer(cle)
    await portes.executerTravaux()
    const reste = async (qui = claire) => {
      const autre = await brouillon('rendu', { montant: 1_00 }, qui)
      const { body } = await portes.appeler(qui, lireAutresDossiers, { params: { cle: autre } })
      return body.autres?.plafonds[0]?.utilise
    }
    await ecrire(async (ctx) => {
      await faireAvancer(ctx, cle, 'instruit')
      const { revision } = await voir(ctx, cle)
      const body = { sens: 'refuse' as const, motif: 'Ce n’est pas urgent.', revision }
      await decider(comme(ctx, bruno), { params: { cle }, query: undefined, body })
    }, bruno)
    expect(await reste()).toBe(45_000_00)
    await ecrire((ctx) => notifier(ctx, sur(cle)), bruno)
    expect(await reste()).toBe(0)
  })
})

test('travaux urgents : 45 000 € par établissement et par an, les travaux de la collectivité à part', async () => {
  const subvention = (part_etablissement: number) =>
    ecrire(async (ctx) => {
      const cle = await unBrouillonComplet(ctx, {
        reponses: {
          ...{ porteur: 'etablissement', cout: 9_900_00, part_etablissement, ca_vote: true, ca_date: '2026-11-20' },
          'devis/l1': { entreprise: 'Toits du Midi', devis_montant: 9_900_00, devis_retenu: true },
        },
      })
      await joindre(ctx, cle, 'devis/l1/devis_fichier', { contenu: PDF, nom: 'devis.pdf' })
      await joindre(ctx, cle, 'ca_acte', { contenu: PDF, nom: 'acte.pdf' })
      return cle
    })
  for (let n = 1; n <= 4; n += 1) expect((await deposer(await subvention(0))).status).toBe(201)
  expect((await deposer(await ecrire((ctx) => unBrouillonComplet(ctx)))).status).toBe(201)
  const trop = await deposer(await subvention(0))
  expect(trop.problem.erreurs).toMatchObject([{ champ: 'montant_demande' }])
  expect(trop.problem.erreurs?.[0]?.message.replace(/\s/g, ' ')).toContain('dans 4 dossiers, il reste 5 400 €')
  expect((await deposer(await subvention(4_500_00))).status).toBe(201)
})

test('un rang ne se donne qu’une fois par établissement et par année scolaire', async () => {
  await dessiner('rangs')
  expect((await deposer(await brouillon('rangs', { rang: 1 }))).status).toBe(201)
  const second = await brouillon('rangs', { rang: 1 })
  expect((await deposer(second)).problem.erreurs).toMatchObject([{ champ: 'rang' }])
  await ecrire((ctx) => remplir(ctx, second, { rang: 2 }))
  expect((await deposer(second)).status).toBe(201)
  expect((await deposer(await brouillon('rangs', { rang: 1 }, nathalie), nathalie)).status).toBe(201)
})

test('deux lignes d’un bloc ne donnent pas le même rang', async () => {
  await ecrire(
    (ctx) =>
      unTeleserviceDessine(
        ctx,
        [
          {
            ...{
              id: 'voeux',
              type: 'bloc_repetable',
              libelle: 'Vœux',
              libelle_ligne: 'Vœu',
              libelle_ajouter: 'Ajouter',
            },
            champs: [{ id: 'place', type: 'nombre', libelle: 'Rang', unique: true }],
          },
        ],
        'voeux',
      ),
    agnes,
  )
  const lignes = (...rangs: number[]) => Object.fromEntries(rangs.map((place, i) => [`voeux/l${i}`, { place }]))
  const cle = await brouillon('voeux', lignes(1, 2, 1))
  const { problem } = await deposer(cle)
  expect(problem.erreurs).toMatchObject([
    { champ: 'voeux/l2/place', message: '« Vœu 1 » donne déjà cette réponse : changez l’une des deux.' },
  ])
  await ecrire((ctx) => remplir(ctx, cle, { 'voeux/l2/place': 3 }))
  expect((await deposer(cle)).status).toBe(201)
})
