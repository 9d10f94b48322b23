import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contextOf, type Kit, type Write, write } from '#server/platform/context.ts'
import { type Database, openDatabase, openPool } from '#server/platform/db.ts'
import { unDossierDepose } from './dossiers.ts'
import { LYCEE } from './etablissements.ts'
import { desEleves, unContact, unEtablissement } from './fusions.ts'
import { agnes, bruno, claire } from './personas.ts'
import { ouvrirServeur, type Portes } from './porte.ts'

const BEAUCOUP = 30
let portes: Portes
let compteuse: Database
let requetes = 0
beforeAll(async () => {
  portes = await ouvrirServeur()
  compteuse = openDatabase(openPool(portes.base.application), { log: (e) => (requetes += e.level === 'query' ? 1 : 0) })
})
afterAll(() => compteuse?.destroy())

const enVrai = <T>(fn: (ctx: Write) => Promise<T>) => write(contextOf(portes.kit, claire), fn)

/** The queries of one call, that of the session included; the answer must be a success. */
async function compter(qui: typeof agnes, url: string): Promise<number> {
  const kit: Kit = portes.kit
  const normale = kit.db
  requetes = 0
  kit.db = compteuse
  try {
    const reponse = await portes.injecter(qui, { url: `/api/v1${url}` })
    expect(reponse.statusCode, `${url} ${reponse.body.slice(0, 200)}`).toBe(200)
  } finally {
    kit.db = normale
  }
  return requetes
}

/** A first call may read what is kept for the process: it counts for nothing. */
async function compterTout(appels: [qui: typeof agnes, url: string][]): Promise<Record<string, number>> {
  const comptes: Record<string, number> = {}
  for (const [qui, url] of appels) {
    await compter(qui, url)
    comptes[`${qui.nom} ${url}`] = await compter(qui, url)
  }
  return comptes
}

/** One établissement whose linked records are at least one of each kind. */
async function unComplet(ctx: Write, rang: number): Promise<string> {
  const uai = await unEtablissement(ctx, { nom: `Collège Requête ${rang}`, commune: `Commune ${rang}` })
  await relier(ctx, uai, 1)
  return uai
}

async function relier(ctx: Write, uai: string, rang: number): Promise<void> {
  await unContact(ctx, uai, { nom: `Durand ${rang}`, depuis: `20${10 + (rang % 15)}-09-01` })
  await desEleves(ctx, uai, 1985 + rang, { '6e': 100 + rang, '5e': 90 })
  await sql`
    insert into referentiel.indicateur (uai, jeu, annee, code, valeur, source, date_donnees, connu_le)
    values (${uai}, 'ips_college', ${1985 + rang}, 'ips', ${80 + rang}, 'essai', '2024-01-01', ${ctx.now.toISOString()})`.execute(
    ctx.db,
  )
  await sql`
    insert into referentiel.anomalie (code, uai, objet, detail, empreinte, vue_la_premiere_fois, vue_le)
    values ('siret_incorrect', ${uai}, ${String(rang)}, 'Constat', 'x', ${ctx.now.toISOString()}, ${ctx.now.toISOString()})`.execute(
    ctx.db,
  )
  await sql`
    insert into referentiel.changement (uai, genre, champs, origine, connu_le, valable_du)
    values (${uai}, 'modification', ${JSON.stringify({ telephone: { avant: `${rang}`, apres: `${rang + 1}` } })}::jsonb, 'essai',
      ${ctx.now.toISOString()}, ${`20${10 + (rang % 15)}-01-01`})`.execute(ctx.db)
  await sql`
    insert into referentiel.relation (de, vers, genre, depuis, jusque)
    values (${uai}, ${LYCEE}, 'annexe', '2011-09-01', ${rang === 1 ? null : '2012-08-31'})`.execute(ctx.db)
  await sql`
    insert into referentiel.note (uai, texte, auteur, cree_le)
    values (${uai}, ${`Note ${rang}`}, 'Agnès', ${ctx.now.toISOString()})`.execute(ctx.db)
}

const ceux = `filtre=${encodeURIComponent('["nom","contient","requete"]')}`
const colonnes = 'colonnes=nature,effectif,ips_college:ips,code_departement,chef'

describe('le nombre de requêtes ne dépend pas du nombre de lignes', () => {
  test('listes d’établissements, exports, valeurs, qualité', async () => {
    const appels: [typeof agnes, string][] = [
      ...[agnes, bruno].flatMap((qui) =>
        [
          `/etablissements?${ceux}&par_page=100`,
          `/etablissements?${ceux}&${colonnes}&tri=effectif:desc&par_page=100`,
          `/etablissements?recherche=requete&par_page=100`,
          `/etablissements.csv?${ceux}&${colonnes}`,
          `/etablissements.xlsx?${ceux}&${colonnes}`,
          `/etablissements.geojson?${ceux}&${colonnes}`,
          '/etablissements-valeurs?champ=commune',
          '/nomenclatures',
          '/anomalies?par_page=100',
          '/anomalies.csv',
        ].map((url): [typeof agnes, string] => [qui, url]),
      ),
    ]
    await enVrai((ctx) => unComplet(ctx, 1))
    const une = await compterTout(appels)
    await enVrai(async (ctx) => {
      for (let i = 2; i <= BEAUCOUP; i++) await unComplet(ctx, i)
    })
    const { body } = await portes.injecter(agnes, { url: `/api/v1/etablissements?${ceux}` })
    expect(JSON.parse(body).total).toBe(BEAUCOUP)
    expect(await compterTout(appels)).toEqual(une)
  })

  test('la fiche, son histoire et ses enregistrements liés', async () => {
    const uai = await enVrai((ctx) => unComplet(ctx, 1))
    const appels = [
      '',
      '?valable=2020-01-01',
      '/journal',
      '/anomalies',
      '/rubriques',
      ...['contact', 'effectif', 'indicateur', 'note'].flatMap((r) => [
        `/rubriques/${r}?par_page=500`,
        `/rubriques/${r}/export`,
      ]),
    ].map((suite): [typeof agnes, string] => [agnes, `/etablissements/${uai}${suite}`])
    const une = await compterTout(appels)
    await enVrai(async (ctx) => {
      for (let i = 2; i <= BEAUCOUP; i++) await relier(ctx, uai, i)
    })
    expect(await compterTout(appels)).toEqual(une)
  })

  test('les dossiers, le tableau de bord et leur export', async () => {
    const appels = [agnes, bruno].flatMap((qui) =>
      ['/dossiers?par_page=100', '/dossiers/export.csv', '/tableau-de-bord'].map((url): [typeof agnes, string] => [
        qui,
        url,
      ]),
    )
    await enVrai((ctx) => unDossierDepose(ctx))
    await portes.executerTravaux()
    const un = await compterTout(appels)
    await enVrai(async (ctx) => {
      for (let i = 2; i <= BEAUCOUP; i++) await unDossierDepose(ctx)
    })
    await portes.executerTravaux()
    const { body } = await portes.injecter(agnes, { url: '/api/v1/dossiers?par_page=100' })
    expect(JSON.parse(body).total).toBe(BEAUCOUP)
    expect(await compterTout(appels)).toEqual(un)
  }, 60_000)
})
