import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { SYSTEME } from '#domain/acteur.ts'
import { actingAs } from '#test/acting.ts'
import { remplir, unBrouillon, unDossierDepose } from '#test/dossiers.ts'
import { bruno, claire, gestionnaire, nathalie } from '#test/personas.ts'
import { serveurDuFichier } from '#test/serveur.ts'
import { contextOf, type Write, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { signalerPresence } from './presence.ts'

beforeAll(async () => {
  const { kit } = await serveurDuFichier()
  await write(contextOf(kit, SYSTEME), installerModeles)
})

const apres = (ctx: Write, secondes: number): Write => ({ ...ctx, now: new Date(ctx.now.getTime() + secondes * 1000) })
const signaler = (ctx: Write, acteur: Personne, cle: string, etape = '', part = false) =>
  signalerPresence({ ...ctx, acteur }, { params: { cle }, query: undefined, body: { etape, part } })

test('chacun sait qui d’autre remplit, à quelle étape, et que le brouillon a changé', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillon(ctx)
    expect(await signaler(ctx, claire, cle, 'situation')).toEqual({ revision: 0, autres: [] })
    await remplir({ ...ctx, acteur: gestionnaire }, cle, { objet: 'Fuite' })
    expect(await signaler(ctx, gestionnaire, cle, 'pieces')).toMatchObject({
      autres: [{ id: claire.id, nom: `${claire.prenom} ${claire.nom}`, etape: 'situation' }],
    })
    expect(await signaler(apres(ctx, 15), claire, cle, 'situation')).toMatchObject({
      revision: 1,
      autres: [{ id: gestionnaire.id, etape: 'pieces' }],
    })
  }))

test('qui part, ou ne donne plus signe, n’est plus là', () =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillon(ctx)
    await signaler(ctx, gestionnaire, cle)
    await signaler(ctx, claire, cle)
    await signaler(ctx, gestionnaire, cle, '', true)
    expect((await signaler(ctx, claire, cle)).autres).toEqual([])
    await signaler(ctx, gestionnaire, cle)
    expect((await signaler(apres(ctx, 44), claire, cle)).autres).toHaveLength(1)
    expect((await signaler(apres(ctx, 46), claire, cle)).autres).toEqual([])
  }))

test.each<[string, Personne]>([
  ['un agent du territoire', bruno],
  ['le chef d’un autre établissement', nathalie],
])('%s ne sait pas que ce brouillon existe', (_, qui) =>
  actingAs(claire, async (ctx) => {
    const cle = await unBrouillon(ctx)
    await expect(signaler(ctx, qui, cle)).rejects.toMatchObject({ status: 404 })
  }),
)

test('un dossier déposé ne se remplit plus', () =>
  actingAs(claire, async (ctx) => {
    const { cle } = await unDossierDepose(ctx)
    await expect(signaler(ctx, claire, cle)).rejects.toMatchObject({ status: 409, code: 'deja_depose' })
  }))
