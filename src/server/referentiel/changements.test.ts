import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { lireEtablissement } from '#domain/referentiel/api.ts'
import { saisirEnsemble } from '#domain/referentiel/api-actions.ts'
import { listerChangements } from '#domain/referentiel/api-changements.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { RACONTES } from './histoire.ts'

let portes: Portes
const lire = (query: object = {}, qui: Personne = agnes, uai = COLLEGE) =>
  portes.appeler(qui, listerChangements, { params: { uai }, query: { ...query } })
const ecrire = (uai: string, valeur: string) =>
  portes.appeler(agnes, saisirEnsemble, {
    body: {
      liste: { colonnes: '', tri: 'pertinence', recherche: '', parmi: uai, sauf: '' },
      champ: 'ent',
      valeur,
    },
  })
const valeurs = (elements: { champs: { apres: unknown }[] }[]) => elements.map((c) => c.champs[0]?.apres)

/** More changes than what the fiche tells by itself. */
const NOMBRE = RACONTES + 5

beforeAll(async () => {
  portes = await ouvrirServeur()
  for (let n = 1; n <= NOMBRE; n++) await ecrire(COLLEGE, `Espace ${n}`)
})

describe('tous les changements d’un établissement', () => {
  test('la fiche en raconte les derniers, la liste les donne tous, les derniers d’abord, sans trou ni double', async () => {
    const { body: fiche } = await portes.appeler(agnes, lireEtablissement, { params: { uai: COLLEGE }, query: {} })
    expect(fiche.historique).toHaveLength(RACONTES)
    const pages = await Promise.all([1, 2, 3, 4].map(async (page) => (await lire({ page, par_page: 20 })).body))
    const tous = pages.flatMap((p) => p.elements)
    expect(pages.map((p) => p.total)).toEqual(Array(4).fill(tous.length))
    expect(new Set(tous.map((c) => c.id)).size).toBe(tous.length)
    expect(tous.slice(0, RACONTES)).toEqual(fiche.historique)
    expect(valeurs(tous).slice(0, NOMBRE)).toEqual(Array.from({ length: NOMBRE }, (_, i) => `Espace ${NOMBRE - i}`))
  })

  test('entre deux instants : le premier compris, le second non ; les morceaux refont le tout', async () => {
    const { elements: tous, total } = (await lire({ par_page: 500 })).body
    const borne = tous[20]?.le ?? ''
    const apres = (await lire({ du: borne, par_page: 500 })).body
    const avant = (await lire({ au: borne, par_page: 500 })).body
    expect(apres.elements.at(-1)?.le).toBe(borne)
    expect([...apres.elements, ...avant.elements]).toEqual(tous)
    expect(apres.total + avant.total).toBe(total)
    expect((await lire({ du: borne, au: borne })).body).toMatchObject({ total: 0, elements: [] })
  })

  test('un même instant dit dans une autre heure légale borne pareil', async () => {
    const { elements: tous } = (await lire({ par_page: 500 })).body
    const borne = tous[20]?.le ?? ''
    // One hour east, the clock one hour later.
    const ailleurs = new Date(Date.parse(borne) + 3_600_000).toISOString().replace('Z', '+01:00')
    expect((await lire({ du: ailleurs, par_page: 500 })).body.total).toBe(21)
  })

  test('un instant mal dit est refusé, un champ vide ne borne rien', async () => {
    expect((await lire({ du: 'hier' })).status).toBe(400)
    expect((await lire({ du: '', au: '' })).body.total).toBeGreaterThanOrEqual(NOMBRE)
  })

  test('hors du périmètre, rien n’existe ; un chef lit ce qui touche le sien', async () => {
    expect((await lire({}, bruno)).status).toBe(200)
    expect((await lire({}, bruno, LYCEE_AUCH)).status).toBe(404)
    expect((await lire({}, claire)).status).toBe(404)
    expect((await lire({}, claire, LYCEE)).status).toBe(200)
  })

  test('un chef ne lit rien d’un champ que sa fiche ne lui montre pas', async () => {
    await ecrire(LYCEE, 'Kosmos')
    const champs = async (qui: Personne) =>
      (await lire({ par_page: 500 }, qui, LYCEE)).body.elements.flatMap((c) => c.champs.map(({ champ }) => champ))
    expect(await champs(agnes)).toContain('ent')
    expect(await champs(claire)).not.toContain('ent')
  })
})
