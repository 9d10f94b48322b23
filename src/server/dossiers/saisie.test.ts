import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { actingAs } from '#test/acting.ts'
import { PANNE, remplir, unBrouillon, unBrouillonComplet, unDossierDepose } from '#test/dossiers.ts'
import { agnes, bruno, claire, gestionnaire, vincent } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'
import { abandonnerDossier } from './saisie.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

describe('enregistrer au fil de la saisie', () => {
  test('chaque champ s’ajoute aux autres, null le vide, la révision avance', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const premiere = await remplir(ctx, cle, { danger: false, objet: 'Chaudière' })
      expect(premiere).toMatchObject({ revision: 1, refusees: [], enregistre_le: ctx.now.toISOString() })
      expect(await remplir(ctx, cle, { batiment: 'B', objet: null })).toMatchObject({ revision: 2 })
      const { reponses, revision } = await lireDossier(ctx, par(cle))
      expect(reponses).toMatchObject({ danger: false, batiment: 'B', uai: '0310038Y' })
      expect(reponses).not.toHaveProperty('objet')
      expect(revision).toBe(2)
    }))

  test('une réponse refusée est nommée, les autres du même envoi sont gardées', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const { refusees } = await remplir(ctx, cle, {
        objet: 'Toiture',
        constate_le: '2026-02-30',
        cout: 'beaucoup',
        inconnu: 'x',
        __proto__: 'x',
        description: 'a'.repeat(30_000),
      })
      expect(refusees.map((r) => r.champ).sort()).toEqual(['constate_le', 'cout', 'description', 'inconnu'])
      expect(refusees.find((r) => r.champ === 'constate_le')?.message).toMatch(/date n’existe pas/)
      expect((await lireDossier(ctx, par(cle))).reponses).toMatchObject({ objet: 'Toiture' })
    }))

  test.each<[string, Record<string, unknown>]>([
    ['un champ inconnu', { inconnu: 'x' }],
    ['un champ d’un autre objet', { constructor: 'x' }],
    ['une mauvaise forme', { danger: 'oui' }],
    ['un nombre démesuré', { cout: 1e300 }],
    ['un caractère de contrôle', { objet: 'a\u0007b' }],
    ['une demi-émoticône', { objet: '\ud83d' }],
    ['une pièce inventée', { photos: [{ id: '1', nom: 'x.pdf', taille: 1, format: 'pdf' }] }],
    ['un bloc entier', { devis: [] }],
    ['une cellule d’une ligne absente', { 'devis/l9/entreprise': 'x' }],
    ['un chemin absurde', { 'a/b/c/d': 'x' }],
    ['une information', { info_prerempli: 'x' }],
  ])('quand rien ne peut être gardé (%s), c’est un 422 qui nomme le champ', (_, reponses) =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await expect(remplir(ctx, cle, reponses)).rejects.toMatchObject({
        status: 422,
        erreurs: [{ champ: Object.keys(reponses)[0] }],
      })
      expect((await lireDossier(ctx, par(cle))).revision).toBe(0)
    }),
  )

  test.each([
    ['des émoticônes', 'Chaudière 🔥👩‍👩‍👧 à 14 °C'],
    ['des balises', '<script>alert(1)</script>'],
    ['du SQL', "'); delete from dossiers.dossier; --"],
    ['une autre écriture', '中文 العربية'],
  ])('un texte avec %s est gardé à l’identique', (_, objet) =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await remplir(ctx, cle, { objet })
      expect((await lireDossier(ctx, par(cle))).reponses.objet).toBe(objet)
      const recap = await lireRecapitulatif(ctx, par(cle))
      expect(recap.etapes.flatMap((e) => e.lignes).find((l) => l.champ === 'objet')?.texte).toBe(objet)
    }),
  )

  test('les lignes d’un bloc s’ajoutent, se complètent et se retirent par leur identité', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await remplir(ctx, cle, { porteur: 'etablissement', 'devis/a': { entreprise: 'Dupont' }, 'devis/b': {} })
      await remplir({ ...ctx, acteur: gestionnaire }, cle, { 'devis/b/entreprise': 'Martin', 'devis/l1': null })
      expect((await lireDossier(ctx, par(cle))).reponses.devis).toEqual([
        { id: 'a', valeurs: { entreprise: 'Dupont' } },
        { id: 'b', valeurs: { entreprise: 'Martin' } },
      ])
    }))

  test('une réponse cachée par sa condition est gardée sans compter', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillonComplet(ctx)
      await remplir(ctx, cle, { danger: true, mesures: 'Local fermé.' })
      await remplir(ctx, cle, { danger: false })
      expect((await lireDossier(ctx, par(cle))).reponses.mesures).toBe('Local fermé.')
      const recap = await lireRecapitulatif(ctx, par(cle))
      expect(recap.etapes.flatMap((e) => e.lignes.map((l) => l.champ))).not.toContain('mesures')
      expect(recap.manques).toEqual([])
    }))

  test('un bloc garde 200 lignes au plus', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      const lignes = Object.fromEntries(
        Array.from({ length: 200 }, (_, i) => [
          `devis/x${i}`,
          { entreprise: 'e'.repeat(1000), devis_motif: 'm'.repeat(1000) },
        ]),
      )
      expect((await remplir(ctx, cle, lignes)).refusees.map((r) => r.message)).toEqual(['Gardez 200 lignes au plus.'])
    }))
})

describe('qui enregistre, et quand', () => {
  test('les deux personnes du lycée, et elles seules ; pour les autres le brouillon n’existe pas', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      expect(await remplir({ ...ctx, acteur: gestionnaire }, cle, { objet: 'x' })).toMatchObject({ refusees: [] })
      for (const acteur of [vincent, bruno, agnes])
        await expect(remplir({ ...ctx, acteur }, cle, { objet: 'y' })).rejects.toMatchObject({ status: 404 })
    }))

  test('après le dépôt, 409 avec le numéro', () =>
    actingAs(claire, async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      await expect(remplir(ctx, cle, { objet: 'Autre' })).rejects.toMatchObject({
        status: 409,
        code: 'deja_depose',
        message: expect.stringContaining(numero),
      })
      expect((await lireDossier(ctx, par(cle))).reponses.objet).toBe(PANNE.objet)
    }))

  test('la base elle-même refuse qu’un dépôt change', () =>
    actingAs(claire, async (ctx) => {
      const { cle } = await unDossierDepose(ctx)
      const reecrire = ctx.db.updateTable('dossiers.dossier').set({ reponses: '{}' }).where('cle', '=', cle).execute()
      await expect(reecrire).rejects.toMatchObject({ code: '42501' })
    }))
})

describe('abandonner un brouillon', () => {
  test('il disparaît pour tous et reste au journal', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await abandonnerDossier(ctx, par(cle))
      await expect(lireDossier(ctx, par(cle))).rejects.toMatchObject({ status: 404 })
      await expect(abandonnerDossier(ctx, par(cle))).rejects.toMatchObject({ status: 404 })
      const actes = await ctx.db
        .selectFrom('journal.acte')
        .select('code')
        .where('objet_cle', '=', cle)
        .orderBy('id')
        .execute()
      expect(actes.map((a) => a.code)).toEqual(['dossier_commence', 'dossier_abandonne'])
    }))

  test('un dossier déposé ne s’abandonne pas', () =>
    actingAs(claire, async (ctx) => {
      const { cle } = await unDossierDepose(ctx)
      await expect(abandonnerDossier(ctx, par(cle))).rejects.toMatchObject({ status: 409, code: 'deja_depose' })
    }))
})
