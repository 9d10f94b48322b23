import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { appliquer, type Operation } from '#domain/formulaire/edition.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import { actingAs } from '#test/acting.ts'
import { admin, agnes } from '#test/personas.ts'
import { ouvrirServeur } from '#test/porte.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { abandonnerBrouillon, enregistrerBrouillon, lireAtelier, ouvrirBrouillon } from './brouillons.ts'
import { comparerVersions } from './comparaison.ts'
import { creerFormulaire } from './formulaires.ts'
import { installerModeles } from './modeles.ts'
import { annulerPublication, publierBrouillon, publierPrevu } from './publier.ts'

beforeAll(async () => {
  const { kit } = await ouvrirServeur()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

const params = { code: 'travaux-urgents' }
const vide = { query: undefined, body: undefined }
const ouvrir = (ctx: Write, version?: number) => ouvrirBrouillon(ctx, { params, query: undefined, body: { version } })
const editer = (ebauche: Ebauche | undefined, operation: Operation): Ebauche => {
  const faite = ebauche && appliquer(ebauche, operation)
  if (!faite) throw new Error('Cette édition ne s’applique pas.')
  return faite.ebauche
}
const enregistrer = (ctx: Write, revision: number, definition: Ebauche) =>
  enregistrerBrouillon(ctx, { params, query: undefined, body: { revision, definition } })
const publier = (ctx: Write, revision: number, plus: object = {}) =>
  publierBrouillon(ctx, { params, query: undefined, body: { revision, brouillons: 'suivre', choix: [], ...plus } })

const AJOUT: Operation = {
  op: 'inserer_champ',
  lieu: { etape: 'desordre' },
  rang: 0,
  champ: { id: 'etage', type: 'nombre', libelle: 'À quel étage ?' },
}

/** A draft of « travaux urgents » with one more question, saved. */
async function avecAjout(ctx: Write) {
  const { brouillon } = await ouvrir(ctx)
  const premiere = brouillon?.definition.etapes[0]?.id ?? ''
  const ebauche = editer(brouillon?.definition, { ...AJOUT, lieu: { etape: premiere } } as Operation)
  return { ebauche, ...(await enregistrer(ctx, brouillon?.revision ?? 0, ebauche)) }
}

describe('les actes', () => {
  test('ouvrir, dessiner, publier : la version suivante existe, la première ne change pas, le brouillon est parti', () =>
    actingAs(agnes, async (ctx) => {
      const { revision } = await avecAjout(ctx)
      expect(await publier(ctx, revision, { note: 'Ajout de l’étage' })).toEqual({ numero: 2, publier_le: null })
      const atelier = await lireAtelier(ctx, { params })
      expect(atelier.brouillon).toBeNull()
      expect(atelier.versions).toMatchObject([
        { numero: 2, publiee_par: 'Agnès Roumieu', note: 'Ajout de l’étage' },
        { numero: 1, publiee_par: null },
      ])
      const { changements } = await comparerVersions(ctx as never, { params, query: { de: 1, a: 2 }, body: undefined })
      expect(changements).toMatchObject([{ id: 'etage', nature: 'ajoute' }])
    }))

  test('deux personnes dessinent : la seconde apprend qui a enregistré, et rien n’est écrasé', () =>
    actingAs(agnes, async (ctx) => {
      const { brouillon } = await ouvrir(ctx)
      const autre = { ...ctx, acteur: admin }
      const definition = brouillon?.definition as Ebauche
      await enregistrer(autre, 1, { ...definition, titre: 'De l’administrateur' })
      await expect(enregistrer(ctx, 1, { ...definition, titre: 'D’Agnès' })).rejects.toMatchObject({
        status: 409,
        code: 'brouillon_modifie',
        message: expect.stringMatching(/^\S+ \S+ a enregistré ce brouillon à \d\d h \d\d/),
      })
      expect((await lireAtelier(ctx, { params })).brouillon?.definition.titre).toBe('De l’administrateur')
    }))

  test('ouvrir deux fois rend le même brouillon ; revenir à une version demande qu’il n’y en ait pas', () =>
    actingAs(agnes, async (ctx) => {
      const { revision } = await avecAjout(ctx)
      expect((await ouvrir(ctx)).brouillon?.revision).toBe(revision)
      await expect(ouvrir(ctx, 1)).rejects.toMatchObject({ code: 'brouillon_ouvert' })
      await publier(ctx, revision)
      const retour = await ouvrir(ctx, 1)
      expect(retour.brouillon).toMatchObject({ base: 1, revision: 1 })
      expect(await publier(ctx, 1)).toMatchObject({ numero: 3 })
      await expect(ouvrir(ctx, 99)).rejects.toMatchObject({ status: 404 })
    }))

  test('cas 7 : supprimer la source de conditions refuse la publication en nommant chaque dépendant', () =>
    actingAs(agnes, async (ctx) => {
      const { brouillon } = await ouvrir(ctx)
      const definition = editer(brouillon?.definition, { op: 'retirer_champ', id: 'danger' })
      await enregistrer(ctx, 1, definition)
      await expect(publier(ctx, 2)).rejects.toMatchObject({
        status: 422,
        code: 'formulaire_non_publiable',
        erreurs: expect.arrayContaining([
          {
            champ: expect.stringMatching(/condition|obligatoire|si/),
            message: expect.stringContaining('« danger » n’existe pas'),
          },
        ]),
      })
    }))

  test('un formulaire inachevé s’enregistre ; un document d’une autre forme est refusé avec son chemin', () =>
    actingAs(agnes, async (ctx) => {
      const { brouillon } = await ouvrir(ctx)
      const definition = brouillon?.definition as Ebauche
      await enregistrer(ctx, 1, { ...definition, titre: '', etapes: [] })
      const intrus = {
        ...definition,
        etapes: [{ id: 'e', titre: 'E', champs: [{ id: 'a', type: 'x', libelle: 'A' }] }],
      }
      await expect(enregistrer(ctx, 2, intrus as unknown as Ebauche)).rejects.toMatchObject({
        status: 422,
        erreurs: [{ champ: 'etapes[0].champs[0].type' }],
      })
      await expect(publier(ctx, 2)).rejects.toMatchObject({ code: 'formulaire_non_publiable' })
    }))

  test('publier ce qui est déjà publié est refusé', () =>
    actingAs(agnes, async (ctx) => {
      await ouvrir(ctx)
      await expect(publier(ctx, 1)).rejects.toMatchObject({ code: 'rien_a_publier' })
    }))

  test('abandonner le brouillon laisse les versions ; il n’y a alors plus rien à enregistrer', () =>
    actingAs(agnes, async (ctx) => {
      const { ebauche, revision } = await avecAjout(ctx)
      await abandonnerBrouillon(ctx, { params, ...vide })
      expect(await lireAtelier(ctx, { params })).toMatchObject({ brouillon: null, versions: [{ numero: 1 }] })
      await expect(enregistrer(ctx, revision, ebauche)).rejects.toMatchObject({ status: 404 })
    }))

  test('une publication prévue fige le brouillon, s’annule, et se fait à son heure, une seule fois', () =>
    actingAs(agnes, async (ctx) => {
      const { ebauche, revision } = await avecAjout(ctx)
      const publier_le = new Date(ctx.now.getTime() + 3_600_000).toISOString()
      expect(await publier(ctx, revision, { publier_le })).toEqual({ numero: null, publier_le })
      await expect(enregistrer(ctx, revision, ebauche)).rejects.toMatchObject({ code: 'publication_prevue' })
      await annulerPublication(ctx, { params, ...vide })
      await publier(ctx, revision, { publier_le, brouillons: 'garder' })
      const systeme = { ...ctx, acteur: SYSTEME }
      await publierPrevu(systeme, params.code)
      expect((await lireAtelier(ctx, { params })).versions).toHaveLength(1)
      const apres = { ...systeme, now: new Date(ctx.now.getTime() + 3_700_000) }
      await publierPrevu(apres, params.code)
      await expect(publierPrevu(apres, params.code)).rejects.toMatchObject({ status: 404 })
      expect((await lireAtelier(ctx, { params })).versions).toMatchObject([
        { numero: 2, publiee_par: 'Agnès Roumieu' },
        { numero: 1 },
      ])
      const actes = await ctx.db
        .selectFrom('journal.acte')
        .select(['code', 'donnees'])
        .orderBy('id', 'desc')
        .limit(1)
        .execute()
      expect(actes).toMatchObject([{ code: 'teleservice_publie', donnees: { version: 2, brouillons: 'garder' } }])
    }))

  test('réinstaller les modèles livrés ne défait pas ce que des agents ont publié', () =>
    actingAs(agnes, async (ctx) => {
      const { revision } = await avecAjout(ctx)
      await publier(ctx, revision)
      await installerModeles({ ...ctx, acteur: SYSTEME })
      expect((await lireAtelier(ctx, { params })).versions[0]?.numero).toBe(2)
    }))

  test('un formulaire neuf part d’un modèle ou de rien, et reste caché jusqu’à sa publication', () =>
    actingAs(agnes, async (ctx) => {
      const commun = { titre: 'Classe de neige', resume: 'Partir à la montagne.', thematique: 'aides' as const }
      const creer = (body: api.NouveauFormulaire) => creerFormulaire(ctx, { params: undefined, query: undefined, body })
      await creer({ ...commun, code: 'neige', modele: 'voyages-mobilite' })
      const atelier = await lireAtelier(ctx, { params: { code: 'neige' } })
      expect(atelier).toMatchObject({ publie: false, versions: [], publiee: null, brouillon: { base: null } })
      expect(atelier.brouillon?.definition).toMatchObject({ titre: 'Classe de neige' })
      await expect(creer({ ...commun, code: 'neige', modele: 'voyages-mobilite' })).rejects.toMatchObject({
        code: 'code_pris',
      })
      await expect(creer({ ...commun, code: 'rien' })).rejects.toMatchObject({
        status: 422,
        erreurs: [{ champ: 'contact.service' }],
      })
      const contact = { service: 'S', adresse: 'A', telephone: '05', courriel: 's@preau.example' }
      await creer({ ...commun, code: 'rien', contact })
      const neige = {
        params: { code: 'neige' },
        query: undefined,
        body: { revision: 1, brouillons: 'suivre' as const, choix: [] },
      }
      expect(await publierBrouillon(ctx, neige)).toMatchObject({ numero: 1 })
      expect(await lireAtelier(ctx, { params: { code: 'neige' } })).toMatchObject({
        publie: true,
        versions: [{ numero: 1 }],
      })
    }))
})
