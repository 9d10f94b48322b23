import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { lireValidation as porte } from '#domain/dossiers/api-validation.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { actingAs } from '#test/acting.ts'
import { joindre, PDF, remplir, unBrouillonComplet } from '#test/dossiers.ts'
import { agnes, bruno, claire, gestionnaire, ines, nathalie } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { enregistrerBrouillon, ouvrirBrouillon } from '../teleservices/brouillons.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { publierBrouillon } from '../teleservices/publier.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier } from './lecture.ts'
import { lireValidation, renvoyerDossier, reprendreDossier, signerDossier, soumettreDossier } from './validation.ts'
import { porterAVersion } from './versions.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })
const soumettre = (ctx: Write, cle: string, mot = '') =>
  soumettreDossier(ctx, { params: { cle }, query: undefined, body: { mot } })
const renvoyer = (ctx: Write, cle: string, motif = 'Ajoutez un devis.') =>
  renvoyerDossier(ctx, { params: { cle }, query: undefined, body: { motif } })
const lire = (ctx: Write, cle: string) => lireValidation(ctx as never, par(cle))

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

describe('le chef valide ce que d’autres préparent', () => {
  test('soumis, le brouillon est chez le chef : lui seul le modifie, et il le dépose', () =>
    actingAs(gestionnaire, async (ctx) => {
      const chef = { ...ctx, acteur: claire }
      const cle = await unBrouillonComplet(ctx, { par: gestionnaire })
      await soumettre(ctx, cle, 'Le devis arrive demain.')
      expect(await lire(ctx, cle)).toMatchObject({
        soumis: { par: 'Karim Estève', mot: 'Le devis arrive demain.' },
        droits: { soumettre: false, reprendre: true, renvoyer: false },
      })
      expect((await lire(chef, cle)).droits).toMatchObject({ renvoyer: true, reprendre: false })
      await expect(remplir(ctx, cle, { objet: 'Autre' })).rejects.toMatchObject({ status: 409, code: 'chez_le_chef' })
      await expect(joindre(ctx, cle, 'photos')).rejects.toMatchObject({ status: 409 })
      expect((await lireDossier(ctx, par(cle))).droits.remplir.motif).toContain('reprenez-le')
      await expect(soumettre(ctx, cle)).rejects.toMatchObject({ status: 409, code: 'deja_soumis' })
      await remplir(chef, cle, { objet: 'Chaudière à remplacer' })
      const { numero } = await deposerDossier(chef, par(cle))
      expect(numero).toMatch(/^2026-/)
      // Deposited, it waits for nobody, and agents do not read what was said inside the établissement.
      for (const acteur of [claire, bruno])
        expect(await lire({ ...ctx, acteur }, cle)).toMatchObject({ soumis: null, renvoye: null })
    }))

  test('renvoyé avec un motif, il revient à ceux qui le préparent ; soumis encore, le motif s’efface', () =>
    actingAs(gestionnaire, async (ctx) => {
      const chef = { ...ctx, acteur: claire }
      const cle = await unBrouillonComplet(ctx, { par: gestionnaire })
      await expect(renvoyer(chef, cle)).rejects.toMatchObject({ status: 409, code: 'non_soumis' })
      await soumettre(ctx, cle)
      await expect(renvoyer(ctx, cle)).rejects.toMatchObject({ status: 403 })
      await renvoyer(chef, cle)
      expect(await lire(ctx, cle)).toMatchObject({ soumis: null, renvoye: { motif: 'Ajoutez un devis.' } })
      await remplir(ctx, cle, { objet: 'Chaudière et devis' })
      await soumettre(ctx, cle)
      expect((await lire(ctx, cle)).renvoye).toBeNull()
      await reprendreDossier(ctx, par(cle))
      expect((await lire(ctx, cle)).soumis).toBeNull()
      const actes = await ctx.db
        .selectFrom('journal.acte')
        .select('code')
        .where('objet_cle', '=', cle)
        .orderBy('id')
        .execute()
      expect(actes.map((a) => a.code).filter((c) => /soumis|renvoye|repris/.test(c))).toEqual([
        ...['dossier_soumis', 'dossier_renvoye', 'dossier_soumis', 'dossier_repris'],
      ])
    }))

  test('sans chef, on le dit et le brouillon reste là', () =>
    actingAs(gestionnaire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx, { par: gestionnaire })
      await ctx.db
        .updateTable('comptes.habilitation')
        .set({ jusque: '2026-01-01', depuis: '2025-01-01' })
        .where('fonction', '=', 'chef')
        .execute()
      await expect(soumettre(ctx, cle)).rejects.toMatchObject({ status: 409, code: 'sans_chef' })
      await remplir(ctx, cle, { objet: 'Toujours là' })
    }))

  test.each([
    ['un agent du territoire', bruno, 404],
    ['un agent d’ailleurs', ines, 404],
    ['le chef d’un autre établissement', nathalie, 404],
    ['le chef, qui dépose lui-même', claire, 409],
  ])('%s ne soumet pas', (_, qui, status) =>
    actingAs(gestionnaire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx, { par: gestionnaire })
      await expect(soumettre({ ...ctx, acteur: qui }, cle)).rejects.toMatchObject({ status })
      if (status === 404) await expect(lire({ ...ctx, acteur: qui }, cle)).rejects.toMatchObject({ status })
      expect(porte.path).toContain('validation')
    }),
  )
})

describe('un formulaire à deux signatures', () => {
  async function demander(ctx: Write, titre?: string): Promise<void> {
    const agent = { ...ctx, acteur: agnes }
    const params = { code: 'travaux-urgents' }
    const { brouillon } = await ouvrirBrouillon(agent, { params, query: undefined, body: {} })
    const dessin = brouillon?.definition as Ebauche
    const [premiere, ...suite] = dessin.etapes
    const etapes = premiere && titre ? [{ ...premiere, titre }, ...suite] : dessin.etapes
    const definition = { ...dessin, etapes, cosignataires: ['gestionnaire' as const] }
    await enregistrerBrouillon(agent, { params, query: undefined, body: { revision: 1, definition } })
    await publierBrouillon(agent, { params, query: undefined, body: { revision: 2, brouillons: 'suivre', choix: [] } })
  }

  test('ne se dépose qu’après la signature de ce qu’il dit à présent', () =>
    actingAs(claire, async (ctx) => {
      await demander(ctx)
      const lui = { ...ctx, acteur: gestionnaire }
      const cle = await unBrouillonComplet(ctx)
      const deposer = () => deposerDossier(ctx, par(cle))
      await expect(deposer()).rejects.toMatchObject({ status: 409, code: 'signature_attendue' })
      await expect(signerDossier(ctx, par(cle))).rejects.toMatchObject({ status: 403 })
      await signerDossier(lui, par(cle))
      expect((await lire(ctx, cle)).signatures).toMatchObject([
        { fonction: 'gestionnaire', signature: { nom: 'Karim Estève' } },
      ])
      // A changed answer, then a changed file, undo the signature; the chef's own commitment does not.
      await remplir(ctx, cle, { objet: 'Autre chose' })
      await expect(deposer()).rejects.toMatchObject({ code: 'signature_attendue' })
      await signerDossier(lui, par(cle))
      await joindre(ctx, cle, 'photos', { contenu: PDF, nom: 'plan.pdf' })
      await expect(deposer()).rejects.toMatchObject({ code: 'signature_attendue' })
      await signerDossier(lui, par(cle))
      await remplir(ctx, cle, { exactitude: false })
      await remplir(ctx, cle, { exactitude: true })
      await expect(deposer()).resolves.toMatchObject({ numero: expect.stringMatching(/^2026-/) })
      const signe = [{ fonction: 'gestionnaire', signature: { nom: 'Karim Estève' } }]
      expect(await lire({ ...ctx, acteur: bruno }, cle)).toMatchObject({ signatures: signe, droits: { signer: false } })
    }))

  test('dont les mots changent se signe de nouveau', () =>
    actingAs(claire, async (ctx) => {
      await demander(ctx)
      const cle = await unBrouillonComplet(ctx)
      await signerDossier({ ...ctx, acteur: gestionnaire }, par(cle))
      await demander(ctx, 'Ce que vous signez')
      const { id } = await ctx.db
        .selectFrom('dossiers.dossier')
        .select('id')
        .where('cle', '=', cle)
        .executeTakeFirstOrThrow()
      await porterAVersion(ctx, id, 3)
      expect((await lire(ctx, cle)).signatures).toEqual([{ fonction: 'gestionnaire', signature: null }])
    }))
})
