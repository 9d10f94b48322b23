import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api.ts'
import { envoyer, importer, suivre } from '#test/depots.ts'
import { texteDe } from '#test/donnees.ts'
import { garder } from '#test/imports.ts'
import { admin, agnes, bruno, claire, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { ANNUAIRE } from './sources.ts'

let portes: Portes
/** The Gers, some eighty établissements. */
const gers = garder(texteDe(ANNUAIRE.fichiers[0] ?? ''), (l) => /;032;16;76;/.test(l))

beforeAll(async () => {
  portes = await ouvrirServeur()
})

describe('qui importe un fichier', () => {
  test.each(Object.entries(TOUS))('%s', async (nom, qui) => {
    const attendu = ['agnes', 'admin'].includes(nom) ? 202 : 403
    expect((await envoyer(portes, qui, 'annuaire', gers, { champs: { a_blanc: 'true' } })).statusCode).toBe(attendu)
    await portes.executerTravaux()
  })

  test('sans compte, personne ; une source inconnue n’existe pas', async () => {
    expect((await envoyer(portes, undefined, 'annuaire', gers)).statusCode).toBe(401)
    expect((await envoyer(portes, agnes, 'inconnue', gers)).statusCode).toBe(404)
  })

  test.each([
    ['les différences', { method: 'GET', url: '/api/v1/executions/1/differences' }],
    ['les rejets', { method: 'GET', url: '/api/v1/executions/1/rejets' }],
    ['leur fichier', { method: 'GET', url: '/api/v1/executions/1/rejets.csv' }],
    ['appliquer', { method: 'POST', url: '/api/v1/executions/1/applications' }],
    ['annuler', { method: 'POST', url: '/api/v1/executions/1/annulations' }],
    ['rejouer', { method: 'POST', url: '/api/v1/executions/1/rejets/rejeux' }],
    ['corriger', { method: 'PATCH', url: '/api/v1/executions/1/rejets/1', payload: { ligne: {} } }],
  ] as const)('un chef d’établissement n’a rien à voir dans : %s', async (_nom, requete) => {
    expect((await portes.injecter(claire, requete)).statusCode).toBe(403)
  })

  test('un agent d’un département n’y lit ni n’y conduit rien : un import porte sur tout le territoire', async () => {
    expect((await portes.appeler(bruno, api.listerSources, {})).status).toBe(403)
    expect((await portes.appeler(bruno, api.lireSource, { params: { source: 'annuaire' } })).status).toBe(403)
    expect((await portes.appeler(bruno, api.listerDifferences, { params: { id: 1 } })).status).toBe(403)
    expect((await portes.appeler(bruno, api.annulerExecution, { params: { id: 1 } })).status).toBe(403)
    expect((await portes.appeler(bruno, api.appliquerExecution, { params: { id: 1 } })).status).toBe(403)
  })
})

describe('un fichier envoyé', () => {
  test('à blanc : les différences se lisent, rien n’est écrit ; puis il s’applique', async () => {
    const avant = await compter()
    const essai = await importer(portes, agnes, 'annuaire', gers, { apres: { a_blanc: 'true' } })
    expect(essai).toMatchObject({ etat: 'a_blanc', a_blanc: true, progression: 100, rejetees: 0 })
    expect(essai.creees).toBeGreaterThan(40)
    expect(await compter()).toEqual(avant)

    const { body } = await portes.appeler(agnes, api.listerDifferences, { params: { id: essai.id } })
    expect(body.total).toBeGreaterThan(essai.creees)
    expect(body.elements.find((d) => d.genre === 'creation')).toMatchObject({
      nom: expect.stringMatching(/[Cc]oll|Lyc/),
    })

    const { status } = await portes.appeler(agnes, api.appliquerExecution, { params: { id: essai.id } })
    expect(status).toBe(202)
    await portes.executerTravaux()
    const applique = await suivre(portes, agnes, essai.id)
    expect(applique).toMatchObject({
      etat: 'appliquee',
      creees: essai.creees,
      modifiees: essai.modifiees,
      identiques: essai.identiques,
    })
    expect((await compter()).etablissements).toBe(avant.etablissements + essai.creees)
    const apres = await portes.appeler(agnes, api.listerDifferences, { params: { id: essai.id } })
    // Each once: those of the dry run have given way.
    expect(apres.body).toMatchObject({ total: body.total, elements: body.elements })
  })

  test('une seconde fois : zéro écriture, zéro acte, « identique à l’import »', async () => {
    const [premiere] = (await portes.appeler(agnes, api.listerExecutions, { query: { etat: 'appliquee' } })).body
      .elements
    const avant = await compter()
    const seconde = await importer(portes, admin, 'annuaire', gers)
    expect(seconde).toMatchObject({
      etat: 'appliquee',
      identique_a: premiere?.id,
      creees: 0,
      modifiees: 0,
      absentes: 0,
      lues: premiere?.lues,
    })
    expect(seconde.identiques).toBe((premiere?.creees ?? 0) + (premiere?.modifiees ?? 0) + (premiere?.identiques ?? 0))
    expect(await compter()).toEqual(avant)
  })

  test('une source dit ses règles et ses derniers imports', async () => {
    const { body } = await portes.appeler(agnes, api.lireSource, { params: { source: 'annuaire' } })
    expect(body).toMatchObject({
      importable: true,
      // The day that its rows bear, not that of the import.
      date_donnees: '2024-11-26',
      version_correspondance: 0,
    })
    expect(body.regles.length).toBeGreaterThan(3)
    expect(body.executions[0]?.id).toBe(body.derniere?.id)
  })

  test.each([
    ['une autre forme', 'numero;nom\n1;a\n', /manque.*Identifiant.*Colonnes trouvées : numero, nom/],
    ['sans ligne', `${gers.split('\n')[0]}\n`, /aucune ligne/],
    ['colonnes interverties', interverties(gers), /UAI.*incorrectes/],
    ['un PDF', '%PDF-1.4 rien', /PDF/],
  ])('%s : refusé avec les mots qu’il faut, sans rien écrire', async (_nom, contenu, mots) => {
    const avant = await compter()
    const refus = await importer(portes, agnes, 'annuaire', contenu)
    expect(refus).toMatchObject({ etat: 'refusee', creees: 0, modifiees: 0, rejetees: 0 })
    expect(refus.erreur).toMatch(mots)
    expect(await compter()).toEqual(avant)
  })

  test.each<Record<string, string>>([{ a_blanc: 'peut-être' }, { date_donnees: '26/11/2024' }])(
    'une option fausse est refusée : %o',
    async (champs) => {
      expect((await envoyer(portes, agnes, 'annuaire', gers, { champs })).statusCode).toBe(400)
    },
  )
})

/** The header stays, the two first columns change places: names stand where UAI are expected. */
function interverties(texte: string): string {
  const [entete = '', ...lignes] = texte.split('\n')
  return [entete, ...lignes.map((l) => l.replace(/^([^;]*);([^;]*);/, '$2;$1;'))].join('\n')
}

async function compter() {
  const { db } = portes.kit
  const n = async (
    table: 'referentiel.etablissement' | 'referentiel.changement' | 'integration.ligne' | 'journal.acte',
  ) =>
    Number(
      (
        await db
          .selectFrom(table)
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  return {
    etablissements: await n('referentiel.etablissement'),
    changements: await n('referentiel.changement'),
    lignes: await n('integration.ligne'),
    actes: await n('journal.acte'),
  }
}
