import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { SYSTEME } from '#domain/acteur.ts'
import { type Modele, modeleLivre } from '#domain/teleservices/modele.ts'
import { actingAs } from '#test/acting.ts'
import { remplir, TRAVAUX, unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { bruno, claire, gestionnaire, nathalie, vincent } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { installerModeles, publierModele } from '../teleservices/modeles.ts'
import { commencerDossier, listerMesDossiers } from './depart.ts'
import { lireDossier } from './lecture.ts'
import { abandonnerDossier } from './saisie.ts'

const par = (cle: string) => ({ params: { cle }, query: undefined, body: undefined })
const depart = (teleservice: string, uai: string) => ({
  params: undefined,
  query: undefined,
  body: { teleservice, uai },
})
const mes = (code: string, uai: string) => ({ params: { code }, query: { uai }, body: undefined })
const LE_24_NOVEMBRE = new Date('2026-11-24T09:42:00Z')

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

describe('commencer un dossier', () => {
  test('le référentiel et le compte remplissent ce qu’ils savent, avec leur origine', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      expect(cle).toMatch(/^[a-z0-9]{12}$/)
      const { reponses, origines, etat, numero, teleservice, etablissement } = await lireDossier(ctx, par(cle))
      expect({ etat, numero, etablissement }).toEqual({
        etat: 'brouillon',
        numero: null,
        etablissement: {
          uai: LYCEE,
          nom: 'Lycée polyvalent Bellevue',
          commune: 'Toulouse',
          type: 'lycee',
          secteur: 'public',
        },
      })
      expect(teleservice).toMatchObject({ code: TRAVAUX, etat: 'ouvert' })
      expect(reponses).toMatchObject({
        uai: LYCEE,
        nom_etablissement: 'Lycée polyvalent Bellevue',
        contact_nom: claire.nom,
      })
      expect(origines.nom_etablissement).toMatchObject({ source: 'Référentiel', modifie: false })
      expect(origines.contact_nom).toMatchObject({ source: 'Compte', modifie: false })
    }))

  test('une valeur préremplie puis changée garde son origine, marquée modifiée', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await remplir(ctx, cle, { contact_nom: 'Durand' })
      const { origines } = await lireDossier(ctx, par(cle))
      expect(origines.contact_nom).toMatchObject({ valeur: claire.nom, modifie: true })
      await remplir(ctx, cle, { contact_nom: claire.nom })
      expect((await lireDossier(ctx, par(cle))).origines.contact_nom?.modifie).toBe(false)
    }))

  test('une information verrouillée ne se change pas ici', () =>
    actingAs(claire, async (ctx) => {
      const cle = await unBrouillon(ctx)
      await expect(remplir(ctx, cle, { nom_etablissement: 'Autre' })).rejects.toMatchObject({ status: 422 })
    }))

  test.each<[string, Personne, string]>([
    ['le chef d’un autre établissement', vincent, LYCEE],
    ['un agent', bruno, LYCEE],
  ])('%s ne commence pas pour ce lycée', (_, qui, uai) =>
    actingAs(qui, async (ctx) => {
      await expect(commencerDossier(ctx, depart(TRAVAUX, uai))).rejects.toMatchObject({ status: 403 })
    }),
  )

  test('un téléservice inconnu est introuvable', () =>
    actingAs(claire, async (ctx) => {
      await expect(commencerDossier(ctx, depart('inconnu', LYCEE))).rejects.toMatchObject({ status: 404 })
    }))

  test('réservé, pas encore ouvert, clos : chaque refus se comprend', () =>
    actingAs(claire, async (ctx) => {
      await publierVariante(ctx, 'lycees', { natures: ['lycee'] })
      await expect(commencerDossier({ ...ctx, acteur: nathalie }, depart('lycees', COLLEGE))).rejects.toMatchObject({
        status: 409,
        code: 'non_concerne',
      })

      await publierVariante(ctx, 'campagne', { ouvre_le: '2026-09-01T08:00', ferme_le: '2026-11-24T10:42' })
      const a = (instant: string) => commencerDossier({ ...ctx, now: new Date(instant) }, depart('campagne', LYCEE))
      await expect(a('2026-09-01T05:59:59Z')).rejects.toMatchObject({ code: 'pas_encore_ouvert' })
      // 10:42 in Paris lasts until 10:42:59, winter time.
      expect(await a('2026-11-24T09:42:59Z')).toHaveProperty('cle')
      await expect(a('2026-11-24T09:43:00Z')).rejects.toMatchObject({
        code: 'ferme',
        message: 'Les dépôts sont clos depuis le 24\u00a0nov.\u00a02026 à 10:42.',
      })
    }))

  test('le journal dit qui a commencé, pour quel établissement', () =>
    actingAs(gestionnaire, async (ctx) => {
      const cle = await unBrouillon(ctx, { par: gestionnaire })
      const acte = await ctx.db.selectFrom('journal.acte').selectAll().where('objet_cle', '=', cle).executeTakeFirst()
      expect(acte).toMatchObject({ code: 'dossier_commence', uai: LYCEE, acteur_id: gestionnaire.id })
    }))
})

describe('le bouton de la fiche', () => {
  test('propose de reprendre le brouillon d’un collègue, avec sa date et son auteur', () =>
    actingAs(
      gestionnaire,
      async (ctx) => {
        const cle = await unBrouillon(ctx, { par: gestionnaire })
        const { brouillons, deposes, obstacle } = await listerMesDossiers(
          { ...ctx, acteur: claire },
          mes(TRAVAUX, LYCEE),
        )
        expect(brouillons).toMatchObject([
          { cle, modifie_par: `${gestionnaire.prenom} ${gestionnaire.nom}`, modifie_le: LE_24_NOVEMBRE.toISOString() },
        ])
        expect({ deposes, obstacle }).toEqual({ deposes: [], obstacle: null })
      },
      LE_24_NOVEMBRE,
    ))

  test('montre les dossiers déposés et oublie les brouillons abandonnés', () =>
    actingAs(claire, async (ctx) => {
      const { cle, numero } = await unDossierDepose(ctx)
      await abandonnerDossier(ctx, par(await unBrouillon(ctx)))
      const { brouillons, deposes } = await listerMesDossiers(ctx, mes(TRAVAUX, LYCEE))
      expect(brouillons).toEqual([])
      expect(deposes).toMatchObject([{ cle, numero }])
    }))

  test('dit pourquoi l’on ne peut pas commencer', () =>
    actingAs(claire, async (ctx) => {
      await publierVariante(ctx, 'colleges', { natures: ['college'] })
      expect((await listerMesDossiers(ctx, mes('colleges', LYCEE))).obstacle).toMatchObject({ code: 'non_concerne' })
    }))

  test('n’est pas pour un établissement dont on n’est pas', () =>
    actingAs(claire, async (ctx) => {
      await expect(listerMesDossiers(ctx, mes(TRAVAUX, LYCEE_AUCH))).rejects.toMatchObject({ status: 403 })
    }))
})

type Variante = { natures?: Modele['fiche']['pour_qui']['natures']; ouvre_le?: string; ferme_le?: string }

async function publierVariante(ctx: Write, code: string, { natures, ouvre_le, ferme_le }: Variante): Promise<void> {
  const modele = modeleLivre(
    JSON.parse(readFileSync(new URL('../../../donnees/modeles/travaux-urgents.json', import.meta.url), 'utf8')),
  )
  modele.code = code
  if (natures) modele.fiche.pour_qui.natures = natures
  if (ouvre_le && ferme_le) modele.fiche.calendrier.periodes = [{ ouvre_le, ferme_le }]
  await publierModele(ctx, modele)
}
