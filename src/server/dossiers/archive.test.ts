import { beforeAll, describe, expect, test } from 'vitest'
import { SYSTEME } from '#domain/acteur.ts'
import { listerAnciennesPieces } from '#domain/dossiers/api-pieces.ts'
import { joindre, PDF, PNG, unBrouillonComplet } from '#test/dossiers.ts'
import { agnes, claire, gestionnaire, ines } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { Archive } from '../integration/formats/zip.ts'
import { contextOf, write } from '../platform/context.ts'
import { installerModeles } from '../teleservices/modeles.ts'
import { deposerDossier } from './depot.ts'

let portes: Portes
let cle = ''
const ids: Record<string, string> = {}
const parClaire = <T>(fn: Parameters<typeof write<T>>[1]) => write(contextOf(portes.kit, claire), fn)

beforeAll(async () => {
  portes = await ouvrirServeur()
  await write(contextOf(portes.kit, SYSTEME), installerModeles)
  await parClaire(async (ctx) => {
    cle = await unBrouillonComplet(ctx)
    const v1 = await joindre(ctx, cle, 'rapport', { contenu: PDF, nom: 'v1.pdf' })
    await joindre({ ...ctx, acteur: gestionnaire }, cle, 'rapport', { contenu: PDF, nom: 'v2.pdf', remplace: v1.id })
    ids.double = (await joindre(ctx, cle, 'photos', { contenu: PNG, nom: 'chaudiere.png' })).id
    ids.infectee = (await joindre(ctx, cle, 'photos', { contenu: PNG, nom: '=dehors.png' })).id
    await ctx.db
      .updateTable('dossiers.piece')
      .set({ antivirus: 'infectee' })
      .where('id', '=', Number(ids.infectee))
      .execute()
  })
})

const archive = (qui = claire) => portes.injecter(qui, { method: 'GET', url: `/api/v1/dossiers/${cle}/pieces.zip` })
const apercu = (id = '', qui = claire) =>
  portes.injecter(qui, { method: 'GET', url: `/api/v1/dossiers/${cle}/pieces/${id}/apercu` })
const anciennes = (qui = claire) => portes.appeler(qui, listerAnciennesPieces, { params: { cle } })

describe('toutes les pièces en une archive', () => {
  test('un dossier par question, noms uniques, sommaire avec les empreintes ; ce qui est dangereux reste dehors', async () => {
    const reponse = await archive()
    expect([reponse.statusCode, reponse.headers['content-type']]).toEqual([200, 'application/zip'])
    const zip = new Archive(reponse.rawPayload, 10_000_000)
    const noms = zip.noms.map((n) => n.split('/').at(-1))
    expect(noms.toSorted()).toEqual(['chaudiere (2).png', 'chaudiere.png', 'sommaire.csv', 'v2.pdf'])
    const pdf = zip.noms.find((n) => n.endsWith('v2.pdf')) ?? ''
    expect(pdf.split('/')).toHaveLength(2)
    expect(Buffer.compare((await zip.lire(pdf)) ?? Buffer.alloc(0), PDF)).toBe(0)
    const sommaire = String(await zip.lire('sommaire.csv'))
    expect(sommaire.split('\r\n')).toHaveLength(6)
    expect(sommaire).toMatch(/dehors\.png.*[0-9a-f]{64}.*Fichier dangereux.*programme dangereux/)
    expect(sommaire).toContain('Non analysée par un antivirus')
  })

  test('ses droits sont ceux du dossier', async () => {
    for (const autre of [ines, agnes]) expect((await archive(autre)).statusCode).toBe(404)
  })
})

describe('l’aperçu', () => {
  test('montre une image ou un PDF sans rien laisser agir', async () => {
    const { statusCode, headers } = await apercu(ids.double)
    expect(statusCode).toBe(200)
    expect(headers['content-disposition']).toMatch(/^inline;/)
    expect(headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox/)
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('jamais ce qui est dangereux, ni à qui ne voit pas le dossier', async () => {
    expect((await apercu(ids.infectee)).statusCode).toBe(409)
    expect((await apercu(ids.double, ines)).statusCode).toBe(404)
  })
})

describe('les pièces remplacées', () => {
  test('disent par quoi, quand et par qui ; à l’établissement seul avant le dépôt', async () => {
    const { elements } = (await anciennes()).body
    expect(elements).toMatchObject([
      { nom: 'v1.pdf', remplacee_par: { nom: 'v2.pdf' }, retiree_le: expect.any(String) },
    ])
    expect(elements[0]?.remplacee_par?.auteur).toBe(`${gestionnaire.prenom} ${gestionnaire.nom}`)
    expect((await anciennes(agnes)).status).toBe(404)
    await parClaire(async (ctx) => {
      await ctx.db
        .updateTable('dossiers.piece')
        .set({ antivirus: 'saine' })
        .where('id', '=', Number(ids.infectee))
        .execute()
      await deposerDossier(ctx, { params: { cle }, query: undefined, body: undefined })
    })
    expect((await anciennes(agnes)).body.elements).toEqual([])
    // Its question was hidden: the deposit left the second one out.
    expect((await anciennes()).body.elements.map((p) => p.nom)).toEqual(['v2.pdf', 'v1.pdf'])
  })
})
