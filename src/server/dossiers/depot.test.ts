import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { modeleLivre } from '#domain/teleservices/modele.ts'
import { actingAs } from '#test/acting.ts'
import {
  joindre,
  PANNE,
  PDF,
  remplir,
  TRAVAUX,
  unBrouillon,
  unBrouillonComplet,
  unDossierDepose,
} from '#test/dossiers.ts'
import { LYCEE } from '#test/etablissements.ts'
import { claire, gestionnaire, vincent } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { installerModeles, publierModele } from '../teleservices/modeles.ts'
import { commencerDossier } from './depart.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'

const LE_24_NOVEMBRE = new Date('2026-11-24T09:42:00Z')
const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

describe('déposer', () => {
  test('donne un numéro de l’année, fige les réponses, dit l’objet', () =>
    actingAs(
      claire,
      async (ctx) => {
        const { cle, numero, depose_le } = await unDossierDepose(ctx)
        expect(numero).toMatch(/^2026-\d{6}$/)
        expect(depose_le).toBe('2026-11-24T09:42:00.000Z')
        const dossier = await lireDossier(ctx, par(cle))
        expect(dossier).toMatchObject({
          ...{ etat: 'depose', numero, objet: PANNE.objet, montant_demande: null },
          depose_par: { nom: `${claire.prenom} ${claire.nom}` },
          droits: { remplir: { possible: false }, deposer: { possible: false }, abandonner: { possible: false } },
        })
        expect(dossier.reponses.photos).toMatchObject([{ nom: 'chaudiere.png', format: 'png' }])
        expect(await lireDossier(ctx, par(numero))).toEqual(dossier)
      },
      LE_24_NOVEMBRE,
    ))

  test('les numéros se suivent, et recommencent à la nouvelle année de Paris', () =>
    actingAs(claire, async (ctx) => {
      const a = async (instant: string) =>
        Number((await unDossierDepose({ ...ctx, now: new Date(instant) })).numero.replace('-', ''))
      const premier = await a('2026-12-31T22:59:00Z')
      expect(await a('2026-12-31T22:59:30Z')).toBe(premier + 1)
      expect(await a('2026-12-31T23:00:00Z')).toBe(2027000001)
    }))

  test('le montant demandé est en euros, tiré du formulaire', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx, {
        reponses: {
          porteur: 'etablissement',
          cout: 900_050,
          part_etablissement: 100_000,
          'devis/l1': { entreprise: 'Dupont', devis_montant: 900_050, devis_retenu: true },
        },
      })
      await joindre(ctx, cle, 'devis/l1/devis_fichier', { contenu: PDF, nom: 'devis.pdf' })
      await deposerDossier(ctx, par(cle))
      const dossier = await lireDossier(ctx, par(cle))
      expect(dossier.montant_demande).toBe(8000.5)
      expect(dossier.reponses.devis).toMatchObject([{ valeurs: { devis_fichier: [{ nom: 'devis.pdf' }] } }])
    }))

  test('il ne reste que ce qui compte : réponses et pièces des questions cachées s’en vont', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx)
      await remplir(ctx, cle, { danger: true, mesures: 'Local fermé.', controle_fait: true })
      await joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      await remplir(ctx, cle, { danger: false, controle_fait: false })
      await deposerDossier(ctx, par(cle))
      const { reponses, pieces } = await lireDossier(ctx, par(cle))
      expect(reponses).not.toHaveProperty('mesures')
      expect(reponses).not.toHaveProperty('rapport')
      expect(pieces.map((p) => p.nom)).toEqual(['chaudiere.png'])
    }))

  test('se lit au journal, avec le numéro', () =>
    actingAs(claire, async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      const actes = await ctx.db
        .selectFrom('journal.acte')
        .selectAll()
        .where('objet_cle', '=', cle)
        .orderBy('id')
        .execute()
      expect(actes.map((a) => a.code)).toEqual(['dossier_commence', 'piece_ajoutee', 'dossier_depose'])
      expect(actes.at(-1)).toMatchObject({ uai: LYCEE, acteur_id: claire.id, donnees: { numero, objet: PANNE.objet } })
    }))
})

describe('le dépôt est refusé', () => {
  test('au gestionnaire, qui prépare ; avec des mots', () =>
    actingAs(gestionnaire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx, { par: gestionnaire })
      await expect(deposerDossier(ctx, par(cle))).rejects.toMatchObject({
        status: 403,
        message: expect.stringMatching(/^Seul le chef/),
      })
      expect((await lireDossier(ctx, par(cle))).droits.deposer).toMatchObject({ possible: false })
      expect(await deposerDossier({ ...ctx, acteur: claire }, par(cle))).toHaveProperty('numero')
    }))

  test('au chef d’un autre établissement, pour qui le dossier n’existe pas', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx)
      await expect(deposerDossier({ ...ctx, acteur: vincent }, par(cle))).rejects.toMatchObject({ status: 404 })
    }))

  test('tant qu’il manque quelque chose, en nommant chaque champ', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await remplir(ctx, cle, { ...PANNE, objet: null, exactitude: false })
      const { manques } = await lireRecapitulatif(ctx, par(cle))
      expect(manques.map((m) => m.champ)).toEqual(['objet', 'photos', 'exactitude'])
      await expect(deposerDossier(ctx, par(cle))).rejects.toMatchObject({
        status: 422,
        message: '3 points restent à compléter avant de déposer.',
        erreurs: manques.map(({ champ, message }) => ({ champ, message })),
      })
    }))

  test('une seconde fois, avec le numéro du premier', () =>
    actingAs(claire, async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      await expect(deposerDossier(ctx, par(cle))).rejects.toMatchObject({
        ...{ status: 409, code: 'deja_depose', message: expect.stringContaining(numero) },
      })
    }))

  test('une fois la campagne close, mais le brouillon s’enregistre encore', () =>
    actingAs(claire, async (ctx) => {
      const cle = await commencerSur(ctx, { code: 'campagne', ferme_le: '2026-11-24T10:42' })
      const apres = { ...ctx, now: new Date('2026-11-24T09:43:00Z') }
      expect(await remplir(apres, cle, PANNE)).toMatchObject({ refusees: [] })
      await joindre(apres, cle, 'photos')
      await expect(deposerDossier(apres, par(cle))).rejects.toMatchObject({ status: 409, code: 'ferme' })
      expect((await lireDossier(apres, par(cle))).droits.deposer.motif).toMatch(/clos depuis/)
      const avant = { ...ctx, now: new Date('2026-11-24T09:42:59Z') }
      expect(await deposerDossier(avant, par(cle))).toHaveProperty('numero')
    }))

  test('quand un dossier de la période est déjà déposé et qu’un seul est permis', () =>
    actingAs(
      claire,
      async (ctx) => {
        const [premier, second] = [await commencerSur(ctx, { code: 'seul' }), await commencerSur(ctx, { code: 'seul' })]
        for (const cle of [premier, second]) {
          await remplir(ctx, cle, PANNE)
          await joindre(ctx, cle, 'photos')
        }
        const { numero } = await deposerDossier(ctx, par(premier))
        await expect(deposerDossier(ctx, par(second))).rejects.toMatchObject({
          ...{ status: 409, code: 'dossier_unique', message: expect.stringContaining(numero) },
        })
        await expect(commencerSur(ctx, { code: 'seul' })).rejects.toMatchObject({ code: 'dossier_unique' })
        const anneeSuivante = { ...ctx, now: new Date('2027-09-02T08:00:00Z') }
        expect(await commencerSur(anneeSuivante, { code: 'seul' })).toMatch(/^[a-z0-9]{12}$/)
      },
      LE_24_NOVEMBRE,
    ))
})

/** Publishes a variant of travaux urgents, one dossier a period, and begins on it. */
async function commencerSur(ctx: Write, { code, ferme_le }: { code: string; ferme_le?: string }): Promise<string> {
  const modele = modeleLivre(
    JSON.parse(readFileSync(new URL(`../../../donnees/modeles/${TRAVAUX}.json`, import.meta.url), 'utf8')),
  )
  modele.fiche.calendrier.periodes = ferme_le ? [{ ouvre_le: '2026-09-01T08:00', ferme_le }] : []
  await publierModele(ctx, { ...modele, code, plusieurs_dossiers: false })
  const avant = ferme_le ? { ...ctx, now: new Date('2026-10-01T08:00:00Z') } : ctx
  const { cle } = await commencerDossier(avant, {
    params: undefined,
    query: undefined,
    body: { teleservice: code, uai: LYCEE },
  })
  return cle
}
