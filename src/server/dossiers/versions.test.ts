import { expect, test } from 'vitest'
import { lireDossiersConcernes as porte } from '#domain/dossiers/api-versions.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import { appliquer, type Operation } from '#domain/formulaire/edition.ts'
import { actingAs } from '#test/acting.ts'
import { unBrouillon } from '#test/dossiers.ts'
import { agnes, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur } from '#test/porte.ts'
import type { Write } from '../platform/context.ts'
import { enregistrerBrouillon, ouvrirBrouillon } from '../teleservices/brouillons.ts'
import { publierBrouillon } from '../teleservices/publier.ts'
import { lireDossier } from './lecture.ts'
import { enregistrerReponses } from './saisie.ts'
import { lireDossiersConcernes, porterAVersion } from './versions.ts'

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
  await publierBrouillon(ctx, { params, query: undefined, body: { revision: 2, brouillons: 'suivre' } })
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
