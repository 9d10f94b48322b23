import { expect, test } from 'vitest'
import { lireDossiersConcernes as porte } from '#domain/dossiers/api-versions.ts'
import type { Champ } from '#domain/formulaire/definition.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { appliquer, type Operation } from '#domain/formulaire/edition.ts'
import { actingAs } from '#test/acting.ts'
import { unBrouillon } from '#test/dossiers.ts'
import { agnes, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur } from '#test/porte.ts'
import { redessiner, unTeleserviceDessine } from '#test/teleservices.ts'
import type { Write } from '../platform/context.ts'
import { enregistrerBrouillon, ouvrirBrouillon } from '../teleservices/brouillons.ts'
import { publierBrouillon } from '../teleservices/publier.ts'
import { deposerDossier } from './depot.ts'
import { lireDossier, lireRecapitulatif } from './lecture.ts'
import { enregistrerReponses } from './saisie.ts'
import { lireDossiersConcernes, lireSuitesDeVersion, porterAVersion } from './versions.ts'

const params = { code: 'travaux-urgents' }
const VERSION_2: Operation = {
  op: 'ensemble',
  operations: [
    { op: 'retirer_champ', id: 'description' },
    {
      op: 'inserer_champ',
      lieu: { etape: 'situation' },
      rang: 0,
      champ: { id: 'etage', type: 'nombre', libelle: 'Étage', obligatoire: true },
    },
  ],
}

async function publier(ctx: Write): Promise<void> {
  const { brouillon } = await ouvrirBrouillon(ctx, { params, query: undefined, body: {} })
  const etape = brouillon?.definition.etapes[0]?.id ?? ''
  const operations = VERSION_2.op === 'ensemble' ? VERSION_2.operations : []
  const operation: Operation = {
    op: 'ensemble',
    operations: operations.map((o) => (o.op === 'inserer_champ' ? { ...o, lieu: { etape } } : o)),
  }
  const definition = appliquer(brouillon?.definition as Ebauche, operation)?.ebauche as Ebauche
  await enregistrerBrouillon(ctx, { params, query: undefined, body: { revision: 1, definition } })
  await publierBrouillon(ctx, { params, query: undefined, body: { revision: 2, brouillons: 'suivre', choix: [] } })
}

test('cas 1 et 2 : un dossier en cours passe à la version suivante, garde ses réponses, et met à part ce qui n’a plus de place', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillon(ctx)
    const avant = await lireDossier(ctx as never, { params: { cle }, query: undefined, body: undefined })
    const body = { reponses: { objet: 'Fuite', description: 'De l’eau partout.' } }
    await enregistrerReponses(ctx, { params: { cle }, query: undefined, body } as never)
    const agent = { ...ctx, acteur: agnes }
    await publier(agent)
    const { id } = await ctx.db
      .selectFrom('dossiers.dossier')
      .select('id')
      .where('cle', '=', cle)
      .executeTakeFirstOrThrow()
    expect(await lireDossiersConcernes(agent as never, { params, query: undefined, body: undefined })).toMatchObject({
      brouillons: 1,
      deposes: 0,
      par_version: [{ numero: 1, brouillons: 1 }],
    })
    await porterAVersion(ctx, id, 2)
    await porterAVersion(ctx, id, 2)
    const ligne = await ctx.db
      .selectFrom('dossiers.dossier')
      .select(['reponses', 'anciennes_reponses'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(ligne.reponses).toMatchObject({ objet: 'Fuite' })
    expect(ligne.reponses).not.toHaveProperty('description')
    expect(ligne.anciennes_reponses).toMatchObject([
      { chemin: 'description', texte: 'De l’eau partout.', raison: 'retiree' },
    ])
    const apres = await lireDossier(ctx as never, { params: { cle }, query: undefined, body: undefined })
    expect(apres.definition.etapes[0]?.champs[0]).toMatchObject({ id: 'etage' })
    expect(apres.revision).toBeGreaterThan(avant.revision + 1)
  }))

test.each(Object.entries(TOUS))('les dossiers concernés, pour %s', async (nom, qui) => {
  const portes = await ouvrirServeur()
  const { status } = await portes.appeler(qui, porte, { params })
  expect(status).toBe(['agnes', 'admin'].includes(nom) ? 200 : 404)
})

test('cas 1, 2 et 5 : ce qui est nouveau se signale, ce qui est retiré se lit par les agents, et l’on choisit par question', () =>
  actingAs(claire, async (ctx) => {
    const objet: Champ = { id: 'objet', type: 'texte', libelle: 'Objet', obligatoire: true }
    const genre = (...valeurs: string[]): Champ => ({
      ...{ id: 'genre', type: 'choix', libelle: 'Genre' },
      options: valeurs.map((valeur) => ({ valeur, libelle: valeur.toUpperCase() })),
    })
    const code = await unTeleserviceDessine(ctx, [
      objet,
      { id: 'surface', type: 'texte', libelle: 'Surface' },
      { id: 'note', type: 'texte', libelle: 'Note' },
      genre('toit', 'mur', 'sol'),
    ])
    const cle = await unBrouillon(ctx, { teleservice: code })
    const ici = { params: { cle }, query: undefined, body: undefined }
    const reponses = { objet: 'Toit', surface: '120', note: 'Urgent', genre: 'sol' }
    await enregistrerReponses(ctx, { ...ici, body: { reponses } })
    const agent: Write = { ...ctx, acteur: agnes }
    await ouvrirBrouillon(agent, { params: { code }, query: undefined, body: {} })
    const routage = [{ si: { champ: 'metres', op: 'au_moins' as const, valeur: 100 }, service: 'Bâtiments' }]
    const etapes = [
      {
        ...{ id: 'unique', titre: 'Étape' },
        champs: [objet, { id: 'metres', type: 'nombre', libelle: 'Mètres carrés' } as Champ, genre('toit', 'mur')],
      },
    ]
    const choix = [
      { champ: 'surface', suite: 'convertir', vers: 'metres' },
      { champ: 'genre', suite: 'redemander' },
    ] as const
    await redessiner(
      agent,
      code,
      { format: 'preau/formulaire@1', titre: 'Essai', etapes, routage },
      { choix: [...choix] },
    )
    const { id } = await ctx.db
      .selectFrom('dossiers.dossier')
      .select('id')
      .where('cle', '=', cle)
      .executeTakeFirstOrThrow()
    await porterAVersion(ctx, id, 2)
    const { reponses: suite, definition } = await lireDossier(ctx, ici)
    expect(suite).toEqual({ objet: 'Toit', metres: 120 })
    expect(definition).not.toHaveProperty('routage')
    const { nouvelles, anciennes, service } = await lireSuitesDeVersion(ctx, ici)
    expect(nouvelles.toSorted()).toEqual(['genre', 'metres'])
    expect({ anciennes, service }).toEqual({ anciennes: [], service: null })
    await deposerDossier(ctx, ici)
    const vues = await lireSuitesDeVersion({ ...ctx, acteur: agnes }, ici)
    expect(vues).toMatchObject({ nouvelles: [], service: 'Bâtiments' })
    expect(vues.anciennes.map((a) => [a.libelle, a.texte, a.raison])).toEqual([
      ['Note', 'Urgent', 'retiree'],
      ['Genre', 'SOL', 'redemandee'],
    ])
  }))

test('une réponse ne se reprend que dans une question qui existe', () =>
  actingAs(agnes, async (ctx) => {
    const objet: Champ = { id: 'objet', type: 'texte', libelle: 'Objet' }
    const code = await unTeleserviceDessine(ctx, [objet, { ...objet, id: 'autre' }])
    await ouvrirBrouillon(ctx, { params: { code }, query: undefined, body: {} })
    const etapes = [{ id: 'unique', titre: 'Étape', champs: [objet] }]
    const choix = [{ champ: 'autre', suite: 'convertir' as const, vers: 'perdu' }]
    await expect(
      redessiner(ctx, code, { format: 'preau/formulaire@1', titre: 'Essai', etapes }, { choix }),
    ).rejects.toMatchObject({ status: 422 })
  }))

test('cas 3 : un dossier déposé ne change pas, quelle que soit la version publiée ensuite', () =>
  actingAs(claire, async (ctx) => {
    const objet: Champ = { id: 'objet', type: 'texte', libelle: 'Objet' }
    const code = await unTeleserviceDessine(ctx, [objet, { ...objet, id: 'lieu', libelle: 'Lieu' }])
    const cle = await unBrouillon(ctx, { teleservice: code })
    const ici = { params: { cle }, query: undefined, body: undefined }
    await enregistrerReponses(ctx, { ...ici, body: { reponses: { objet: 'Toit', lieu: 'Cour' } } })
    await deposerDossier(ctx, ici)
    const avant = await lireRecapitulatif(ctx, ici)
    const agent: Write = { ...ctx, acteur: agnes }
    await ouvrirBrouillon(agent, { params: { code }, query: undefined, body: {} })
    const etapes = [{ id: 'unique', titre: 'Autre étape', champs: [{ ...objet, libelle: 'Autre objet' }] }]
    await redessiner(agent, code, { format: 'preau/formulaire@1', titre: 'Essai', etapes })
    const { id } = await ctx.db
      .selectFrom('dossiers.dossier')
      .select('id')
      .where('cle', '=', cle)
      .executeTakeFirstOrThrow()
    await porterAVersion(ctx, id, 2)
    expect(await lireRecapitulatif(ctx, ici)).toEqual(avant)
  }))
