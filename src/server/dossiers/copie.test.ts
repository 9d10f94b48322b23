import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { appliquer, type Operation } from '#domain/formulaire/edition.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, PDF, remplir, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { COLLEGE } from '#test/etablissements.ts'
import { agnes, bruno, claire, gestionnaire, ines } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { unTeleserviceDessine } from '#test/teleservices.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { enregistrerBrouillon, ouvrirBrouillon } from '../teleservices/brouillons.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { publierBrouillon } from '../teleservices/publier.ts'
import { copierDossier, listerPiecesReutilisables, reprendrePiece } from './copie.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier } from './lecture.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })
const params = { code: 'travaux-urgents' }

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

/** Publishes the form of the travaux with these changes. */
async function publier(ctx: Write, ...operations: Operation[]): Promise<void> {
  const agent = { ...ctx, acteur: agnes }
  const { brouillon } = await ouvrirBrouillon(agent, { params, query: undefined, body: {} })
  const suite = appliquer(brouillon?.definition as Ebauche, { op: 'ensemble', operations })
  const definition = suite?.ebauche as Ebauche
  await enregistrerBrouillon(agent, { params, query: undefined, body: { revision: 1, definition } })
  await publierBrouillon(agent, { params, query: undefined, body: { revision: 2, brouillons: 'suivre', choix: [] } })
}

const RAPPORT: Champ = {
  id: 'rapport',
  type: 'piece',
  libelle: 'Rapport d’un organisme de contrôle',
  formats: ['pdf'],
  taille_max: 10_000_000,
  valable_mois: 12,
}

const vieillir = (ctx: Write, jour: string) => ctx.db.updateTable('dossiers.piece').set({ fournie_le: jour }).execute()

describe('repartir d’un dossier', () => {
  test('cas 26 : les réponses et les pièces suivent, l’attestation se refait, le reste est neuf', () =>
    actingAs(claire, async (ctx) => {
      const { cle: modele, numero } = await unDossierDepose(ctx)
      const { cle, pieces, ecartees } = await copierDossier({ ...ctx, acteur: gestionnaire }, par(modele))
      expect({ pieces, ecartees }).toEqual({ pieces: 1, ecartees: [] })
      const copie = await lireDossier(ctx, par(cle))
      expect(copie).toMatchObject({ etat: 'brouillon', numero: null, demandeur: { nom: expect.stringContaining('') } })
      expect(copie.reponses).toMatchObject({ categorie: 'chauffage', objet: 'Chaudière en panne dans l’internat' })
      expect(copie.reponses).not.toHaveProperty('exactitude')
      // Who asks is who copies.
      expect(copie.reponses.contact_nom).toBe(gestionnaire.nom)
      const avant = await lireDossier(ctx, par(modele))
      expect(copie.pieces.map((p) => [p.nom, p.sha256])).toEqual(avant.pieces.map((p) => [p.nom, p.sha256]))
      const { donnees } = await ctx.db
        .selectFrom('journal.acte')
        .select('donnees')
        .where('objet_cle', '=', cle)
        .executeTakeFirstOrThrow()
      expect(donnees).toMatchObject({ copie_de: numero })
      // The attestation is missing, and nothing else: the form is validated again.
      await expect(deposerDossier(ctx, par(cle))).rejects.toMatchObject({ erreurs: [{ champ: 'exactitude' }] })
    }))

  test('une correction de l’usager tient tant que le référentiel dit toujours la même chose', () =>
    actingAs(claire, async (ctx) => {
      const { cle: modele } = await unDossierDepose(ctx, { reponses: { contact_nom: 'Durand' } })
      const { cle } = await copierDossier(ctx, par(modele))
      const copie = await lireDossier(ctx, par(cle))
      expect([copie.reponses.contact_nom, copie.origines.contact_nom?.modifie]).toEqual(['Durand', true])
    }))

  test('arrive sur la dernière version et dit ce qui n’a pas suivi', () =>
    actingAs(claire, async (ctx) => {
      const { cle: modele } = await unDossierDepose(ctx)
      await publier(ctx, { op: 'retirer_champ', id: 'description' })
      const { cle, ecartees } = await copierDossier(ctx, par(modele))
      expect((await lireDossier(ctx, par(cle))).version).toBe(2)
      expect(ecartees).toEqual([
        expect.objectContaining({
          texte: expect.stringContaining('chaudière'),
          raison: 'La question n’est plus posée.',
        }),
      ])
    }))

  test.each([
    ['un agent', bruno, 403],
    ['le chef d’un autre établissement', ines, 404],
  ])('%s ne repart pas de ce dossier', (_, qui, status) =>
    actingAs(claire, async (ctx) => {
      const { cle } = await unDossierDepose(ctx)
      await expect(copierDossier({ ...ctx, acteur: qui }, par(cle))).rejects.toMatchObject({ status })
    }),
  )
})

describe('une pièce déjà fournie', () => {
  const DUREE: Operation = { op: 'changer_champ', id: 'rapport', champ: RAPPORT }

  test('est offerte au dossier suivant tant qu’elle est valable, se reprend, garde son premier jour', () =>
    actingAs(claire, async (ctx) => {
      await publier(ctx, DUREE)
      const premier = await unBrouillonComplet(ctx)
      await joindre(ctx, premier, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      const { numero } = await deposerDossier(ctx, par(premier))
      await vieillir(ctx, '2026-02-10')
      const cle = await unBrouillon(ctx)
      const { elements } = await listerPiecesReutilisables(ctx as never, par(cle))
      expect(elements).toEqual([
        expect.objectContaining({
          ...{ champ: 'rapport', nom: 'rapport.pdf', dossier: numero },
          ...{ fournie_le: '2026-02-10', valable_jusque: '2027-02-10' },
        }),
      ])
      const body = { piece: elements[0]?.id ?? '' }
      const { piece } = await reprendrePiece(ctx, { params: { cle, champ: 'rapport' }, query: undefined, body })
      expect(piece).toMatchObject({ nom: 'rapport.pdf', champ: 'rapport', fournie_le: '2026-02-10' })
      await expect(
        reprendrePiece(ctx, { params: { cle, champ: 'rapport' }, query: undefined, body }),
      ).rejects.toMatchObject({ status: 409 })
    }))

  test('trop ancienne, n’est plus offerte ni reprise ; jointe à un brouillon, elle bloque le dépôt', () =>
    actingAs(claire, async (ctx) => {
      await publier(ctx, DUREE)
      const premier = await unBrouillonComplet(ctx)
      await joindre(ctx, premier, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      await deposerDossier(ctx, par(premier))
      const second = await unBrouillonComplet(ctx)
      await joindre(ctx, second, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      expect((await listerPiecesReutilisables(ctx as never, par(second))).elements).toHaveLength(1)
      await vieillir(ctx, '2025-01-10')
      expect((await listerPiecesReutilisables(ctx as never, par(second))).elements).toEqual([])
      await expect(deposerDossier(ctx, par(second))).rejects.toMatchObject({
        erreurs: expect.arrayContaining([
          expect.objectContaining({ champ: 'rapport', message: expect.stringContaining('plus de un an') }),
        ]),
      })
      const { pieces } = await copierDossier(ctx, par(premier))
      expect(pieces).toBe(1)
    }))

  test.each([
    ['la même question', RAPPORT, ['rapport.pdf']],
    ['une autre question de même identifiant', { ...RAPPORT, libelle: 'Rapport d’activité' }, []],
  ])('d’un autre téléservice, sert à %s', (_, champ, noms) =>
    actingAs(claire, async (ctx) => {
      await publier(ctx, DUREE)
      const premier = await unBrouillonComplet(ctx)
      await joindre(ctx, premier, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      await deposerDossier(ctx, par(premier))
      const teleservice = await unTeleserviceDessine(ctx, [champ])
      const cle = await unBrouillon(ctx, { teleservice })
      const { elements } = await listerPiecesReutilisables(ctx as never, par(cle))
      expect(elements.map((e) => e.nom)).toEqual(noms)
    }),
  )

  test('celle d’un autre établissement n’existe pas', () =>
    actingAs(claire, async (ctx) => {
      await publier(ctx, DUREE)
      const premier = await unBrouillonComplet(ctx)
      await joindre(ctx, premier, 'rapport', { contenu: PDF, nom: 'rapport.pdf' })
      await deposerDossier(ctx, par(premier))
      const autre = { ...ctx, acteur: { ...claire, habilitations: [{ uai: COLLEGE, fonction: 'chef' as const }] } }
      const cle = await unBrouillon(ctx, { par: autre.acteur, uai: COLLEGE })
      await remplir(autre, cle, { objet: 'Fuite' })
      expect((await listerPiecesReutilisables(autre as never, par(cle))).elements).toEqual([])
    }))
})
