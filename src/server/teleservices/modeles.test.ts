import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { modeleLivre } from '#domain/teleservices/modele.ts'
import { actingAs } from '#test/acting.ts'
import { lireFormulaire } from './fiche.ts'
import { installerModeles, publierModele } from './modeles.ts'

const TRAVAUX = modeleLivre(
  JSON.parse(readFileSync(new URL('../../../donnees/modeles/travaux-urgents.json', import.meta.url), 'utf8')),
)
const par = (code: string) => ({ params: { code }, query: undefined, body: undefined })

test('les modèles livrés se publient ; une seconde fois n’écrit rien', () =>
  actingAs(SYSTEME, async (ctx) => {
    const premiere = await installerModeles(ctx)
    expect(premiere.length).toBeGreaterThanOrEqual(3)
    expect(premiere.every((b) => b.change && b.version === 1)).toBe(true)
    const seconde = await installerModeles(ctx)
    expect(seconde.every((b) => !b.change && b.version === 1)).toBe(true)
    const actes = await ctx.db
      .selectFrom('journal.acte')
      .select('objet_cle')
      .where('code', '=', 'teleservice_publie')
      .execute()
    expect(actes.length).toBe(premiere.length)
  }))

test('un formulaire changé est une nouvelle version, l’ancienne reste telle quelle', () =>
  actingAs(SYSTEME, async (ctx) => {
    await publierModele(ctx, TRAVAUX)
    const change = structuredClone(TRAVAUX)
    change.formulaire.titre = 'Travaux urgents, nouvelle présentation'
    expect(await publierModele(ctx, change)).toMatchObject({ version: 2, change: true })
    expect(await lireFormulaire(ctx, par(TRAVAUX.code))).toMatchObject({
      numero: 2,
      definition: vueUsager(deplier(change.formulaire)),
    })
    const versions = await ctx.db.selectFrom('teleservices.version').select('definition').orderBy('numero').execute()
    expect(versions.map((v) => v.definition)).toEqual([TRAVAUX.formulaire, change.formulaire])
  }))

test('une fiche changée se publie sans nouvelle version de formulaire', () =>
  actingAs(SYSTEME, async (ctx) => {
    await publierModele(ctx, TRAVAUX)
    const change = { ...TRAVAUX, fiche: { ...TRAVAUX.fiche, resume: 'Un autre résumé.' } }
    expect(await publierModele(ctx, change)).toMatchObject({ version: 1, change: true })
    expect(await publierModele(ctx, change)).toMatchObject({ version: 1, change: false })
  }))

test('un modèle défectueux n’est pas publié, et ses défauts sont nommés', () =>
  actingAs(SYSTEME, async (ctx) => {
    const { telephone: _, ...contact } = TRAVAUX.fiche.contact
    const publication = publierModele(ctx, { ...TRAVAUX, fiche: { ...TRAVAUX.fiche, contact } })
    await expect(publication).rejects.toMatchObject({
      status: 422,
      code: 'modele_non_publiable',
      erreurs: [{ champ: 'fiche.contact.telephone' }],
    })
  }))

test('une version publiée ne se modifie pas, même par le rôle de l’application', () =>
  actingAs(SYSTEME, async (ctx) => {
    await publierModele(ctx, TRAVAUX)
    await expect(ctx.db.updateTable('teleservices.version').set({ numero: 9 }).execute()).rejects.toMatchObject({
      code: '42501',
    })
  }))
