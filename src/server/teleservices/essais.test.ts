import { expect, test } from 'vitest'
import type { Write } from '#server/platform/context.ts'
import { actingAs } from '#test/acting.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { redessiner, unTeleserviceDessine } from '#test/teleservices.ts'
import { abandonnerBrouillon, ouvrirBrouillon } from './brouillons.ts'
import { commencerEssai, deposerEssai, enregistrerEssai, lireEssai, listerEssais, supprimerEssai } from './essais.ts'

const objet = { id: 'objet', type: 'texte', libelle: 'Objet', obligatoire: true } as const
const nom = { id: 'nom', type: 'texte', libelle: 'Établissement', source: 'etablissement.nom' } as const
const eleves = { id: 'eleves', type: 'effectif', libelle: 'Élèves' } as const
const uai = claire.habilitations[0]?.uai ?? ''
const sur = (code: string) => ({ params: { code }, query: undefined, body: undefined })
const commencer = (ctx: Write, code: string) => commencerEssai(ctx, { ...sur(code), body: { uai } })

async function compter(ctx: Write): Promise<number[]> {
  const dossiers = await ctx.db.selectFrom('dossiers.dossier').select('id').execute()
  const journal = await ctx.db.selectFrom('journal.acte').select('id').where('code', 'like', 'dossier_%').execute()
  return [dossiers.length, journal.length]
}

test('un essai se préremplit, se refuse incomplet, se dépose, et ne compte nulle part', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet, nom, eleves])
    await ctx.db
      .insertInto('referentiel.effectif')
      .values({
        ...{ uai, annee: 2031, niveau: 'total', regime: 'ensemble', effectif: 612 },
        ...{ source: 'essai', date_donnees: '2031-10-01', connu_le: ctx.now.toISOString() },
      })
      .execute()
    const avant = await compter(ctx)
    const essai = await commencer(ctx, code)
    expect(essai).toMatchObject({ etat: 'brouillon', version: 1, numero: `ESSAI-${essai.id}` })
    expect(essai.reponses).toMatchObject({ nom: expect.any(String), eleves: { nombre: 612 } })
    const ici = { params: { code, id: essai.id }, query: undefined, body: undefined }
    await expect(deposerEssai(ctx, ici)).rejects.toMatchObject({ status: 422, erreurs: [{ champ: 'objet' }] })
    const body = { revision: 1, reponses: { ...essai.reponses, objet: 'Toit' } }
    await enregistrerEssai(ctx, { ...ici, body })
    await expect(enregistrerEssai(ctx, { ...ici, body })).rejects.toMatchObject({ code: 'essai_modifie' })
    expect(await deposerEssai(ctx, ici)).toMatchObject({ etat: 'depose', reponses: { objet: 'Toit' } })
    await expect(deposerEssai(ctx, ici)).rejects.toMatchObject({ code: 'deja_depose' })
    expect(await compter(ctx)).toEqual(avant)
    await supprimerEssai(ctx, ici)
    expect((await listerEssais(ctx, { ...sur(code), query: { page: 1, par_page: 20 } })).total).toBe(0)
  }))

test('cas 9 : abandonner le brouillon fait disparaître ses questions et ses essais, et rien d’autre', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet])
    const publie = await commencer(ctx, code)
    await ouvrirBrouillon(ctx, { ...sur(code), body: {} })
    const dessin = await commencer(ctx, code)
    expect(dessin.version).toBeNull()
    await abandonnerBrouillon(ctx, sur(code))
    const params = (id: number) => ({ params: { code, id } })
    await expect(lireEssai(ctx, params(dessin.id))).rejects.toMatchObject({ status: 404 })
    expect(await lireEssai(ctx, params(publie.id))).toMatchObject({ id: publie.id })
  }))

test('un dessin inachevé ne s’essaie pas ; qui ne dessine pas ne trouve rien', () =>
  actingAs(agnes, async (ctx) => {
    const code = await unTeleserviceDessine(ctx, [objet])
    await ouvrirBrouillon(ctx, { ...sur(code), body: {} })
    const etapes = [{ id: 'unique', titre: '', champs: [objet] }]
    await expect(redessiner(ctx, code, { format: 'preau/formulaire@1', titre: 'Essai', etapes })).rejects.toMatchObject(
      { status: 422 },
    )
    await expect(commencer(ctx, code)).rejects.toMatchObject({ code: 'formulaire_non_publiable' })
    await expect(commencer({ ...ctx, acteur: bruno }, code)).rejects.toMatchObject({ status: 404 })
  }))
