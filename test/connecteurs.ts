import { readFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import { contextOf, type Read } from '#server/platform/context.ts'
import { type Double, ouvrirDouble } from './apiNationale.ts'
import { claire } from './personas.ts'
import { ouvrirServeur, type Portes } from './porte.ts'

export const MOTIF = { motif: 'essai', dossier: 'abc123', uai: '0310024W', contexte: 'Travaux urgents' }

/** The body recorded for this path. */
export async function enregistree(connecteur: CodeConnecteur, chemin: string): Promise<unknown> {
  const toutes = JSON.parse(await readFile(`donnees/reponses-api/${connecteur}.json`, 'utf8'))
  return toutes.find((e: { chemin: string }) => e.chemin === chemin).corps
}

/**
 * A double in the place of the geocoder, a server that may call it and a clock that the tests move; each test starts from
 * tables without any setting, answer or trace.
 */
export function preparerConnecteurs() {
  let ouvert: Double | undefined
  let portes: Portes | undefined
  let proprietaire: pg.Client | undefined
  let maintenant = 0
  const pret = <T>(valeur: T | undefined): T => {
    if (valeur === undefined) throw new Error('The test has not begun.')
    return valeur
  }
  /** As the owner of the tables: the application may not empty them. */
  const sql = (texte: string): Promise<unknown> => pret(proprietaire).query(texte)
  const regler = async (connecteur: CodeConnecteur, suite: Record<string, unknown> = {}): Promise<void> => {
    const { adresse } = pret(ouvert)
    const le = new Date(maintenant).toISOString()
    await pret(portes)
      .kit.db.insertInto('connecteurs.reglage')
      .values({ connecteur, adresse, modifie_le: le, modifie_par: 'essai', ...suite })
      .execute()
  }
  beforeAll(async () => {
    ouvert = await ouvrirDouble()
    portes = await ouvrirServeur({ PREAU_SORTIES_INTERNES: ouvert.hote })
    proprietaire = new pg.Client({ connectionString: portes.base.proprietaire })
    await proprietaire.connect()
  })
  afterAll(async () => {
    await proprietaire?.end()
    await ouvert?.fermer()
  })
  beforeEach(async () => {
    maintenant = Date.parse('2026-11-24T10:00:00Z')
    const { demandes, pannes, reponses } = pret(ouvert)
    demandes.length = 0
    pannes.length = 0
    reponses.clear()
    reponses.set('/search', await enregistree('geocodage', '/search'))
    for (const table of ['reglage', 'etat', 'reponse', 'appel']) await sql(`truncate connecteurs.${table}`)
    await regler('geocodage')
  })
  return {
    /** Read late: it opens with the first test. */
    double: {
      get adresse() {
        return pret(ouvert).adresse
      },
      get demandes() {
        return pret(ouvert).demandes
      },
      get pannes() {
        return pret(ouvert).pannes
      },
      get reponses() {
        return pret(ouvert).reponses
      },
    },
    kit: () => pret(portes).kit,
    config: () => pret(portes).config,
    ctx: (): Read => contextOf(pret(portes).kit, claire, new Date(maintenant), 'essai'),
    attendre: (ms: number) => {
      maintenant += ms
    },
    traces: () => pret(portes).kit.db.selectFrom('connecteurs.appel').selectAll().orderBy('id').execute(),
    regler,
    sql,
  }
}
