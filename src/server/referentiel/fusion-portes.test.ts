import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { chercherEtablissements, lireEtablissement } from '#domain/referentiel/api.ts'
import * as fusion from '#domain/referentiel/fusion-api.ts'
import * as rapprochement from '#domain/referentiel/rapprochement-api.ts'
import * as regroupement from '#domain/referentiel/regroupement-api.ts'
import * as scission from '#domain/referentiel/scission-api.ts'
import { COLLEGE, COLLEGE_CASTRES, EREA, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { unEtablissement } from '#test/fusions.ts'
import { SYSTEME, TOUS } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { contextOf, write } from '../platform/context.ts'
import { executerDues } from './fusion-travaux.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const { agnes, admin, bruno } = TOUS
const VOIENT_TOUT: Personne[] = [agnes, admin]
const regle = {
  date_effet: '2026-09-01',
  principal: COLLEGE,
  parts: [
    { uai: COLLEGE, pourcent: 50 },
    { uai: LYCEE, pourcent: 50 },
  ],
}

const APPELS: [string, (qui: Personne | undefined) => Promise<{ status: number }>][] = [
  [
    'plan de fusion',
    (q) => portes.appeler(q, fusion.lirePlanDeFusion, { params: { uai: COLLEGE }, query: { avec: LYCEE } }),
  ],
  [
    'fusion',
    (q) =>
      portes.appeler(q, fusion.fusionner, {
        params: { uai: COLLEGE },
        body: { genre: 'absorption', absorbes: [LYCEE], date_effet: '2026-09-01', jeton: 'perime' },
      }),
  ],
  ['liste des fusions', (q) => portes.appeler(q, fusion.listerFusions, {})],
  ['une fusion', (q) => portes.appeler(q, fusion.lireFusion, { params: { id: 999 } })],
  ['annulation', (q) => portes.appeler(q, fusion.annulerFusion, { params: { id: 999 }, body: {} })],
  [
    'arbitrage',
    (q) => portes.appeler(q, fusion.arbitrer, { params: { id: 999, arbitrage: 1 }, body: { choix: 'garder' } }),
  ],
  ['plan de scission', (q) => portes.appeler(q, scission.lirePlanDeScission, { params: { uai: EREA }, body: regle })],
  [
    'scission',
    (q) =>
      portes.appeler(q, scission.scinder, {
        params: { uai: EREA },
        body: { ...regle, parts: regle.parts.map((p) => ({ ...p, pourcent: 10 })) },
      }),
  ],
  ['liste des regroupements', (q) => portes.appeler(q, regroupement.listerRegroupements, {})],
  ['un regroupement', (q) => portes.appeler(q, regroupement.lireRegroupement, { params: { id: 999 } })],
  [
    'création d’un regroupement',
    (q) =>
      portes.appeler(q, regroupement.creerRegroupement, {
        body: { genre: 'reseau', nom: 'Essai', depuis: '2026-09-01', membres: [{ uai: COLLEGE }, { uai: COLLEGE }] },
      }),
  ],
  [
    'modification d’un regroupement',
    (q) => portes.appeler(q, regroupement.modifierRegroupement, { params: { id: 999 }, body: { nom: 'Autre' } }),
  ],
  [
    'entrée',
    (q) =>
      portes.appeler(q, regroupement.ajouterMembre, {
        params: { id: 999 },
        body: { uai: COLLEGE, depuis: '2026-09-01' },
      }),
  ],
  [
    'sortie',
    (q) =>
      portes.appeler(q, regroupement.sortirMembre, {
        params: { id: 999, uai: COLLEGE },
        body: { jusque: '2026-09-01' },
      }),
  ],
  ['rapprochements', (q) => portes.appeler(q, rapprochement.listerRapprochements, {})],
  [
    'écart',
    (q) => portes.appeler(q, rapprochement.ecarterRapprochement, { params: { id: 999 }, body: { motif: 'Voisins' } }),
  ],
  ['levée d’écart', (q) => portes.appeler(q, rapprochement.leverEcart, { params: { id: 999 } })],
  ['recherche de rapprochements', (q) => portes.appeler(q, rapprochement.recalculerRapprochements, {})],
]

test.each(APPELS)('%s : seuls ceux qui voient tout passent', async (_nom, appel) => {
  expect((await appel(undefined)).status).toBe(401)
  for (const qui of Object.values(TOUS)) {
    const { status } = await appel(qui)
    if (VOIENT_TOUT.includes(qui)) expect([200, 201, 202, 404, 409, 422]).toContain(status)
    else expect(status).toBe(403)
  }
})

test('par l’API : absorption, recherche par l’ancien UAI, fiche fermée, seconde annulation refusée', async () => {
  const params = { uai: COLLEGE_CASTRES }
  const plan = await portes.appeler(agnes, fusion.lirePlanDeFusion, {
    params,
    query: { avec: LYCEE_AUCH, date_effet: '2026-09-01' },
  })
  expect(plan).toMatchObject({ status: 200, body: { obstacles: [] } })
  const body = {
    genre: 'absorption' as const,
    absorbes: [LYCEE_AUCH],
    date_effet: '2026-09-01',
    jeton: plan.body.jeton,
  }
  const faite = await portes.appeler(agnes, fusion.fusionner, { params, body })
  expect(faite).toMatchObject({ status: 201, body: { etat: 'executee' } })
  const trouve = await portes.appeler(agnes, chercherEtablissements, { query: { recherche: LYCEE_AUCH } })
  expect(trouve.body).toMatchObject({
    redirige_de: { ancien: LYCEE_AUCH, genre: 'absorption' },
    elements: [{ uai: COLLEGE_CASTRES }],
  })
  const fiche = await portes.appeler(agnes, lireEtablissement, { params: { uai: LYCEE_AUCH } })
  expect(fiche.body).toMatchObject({
    uai: LYCEE_AUCH,
    etat: 'ferme',
    remplace_par: { uai: COLLEGE_CASTRES, nom: 'Collège Jean Jaurès' },
  })
  // Vincent headed the absorbed lycée: he now acts for the one that took over.
  const repris = await portes.appeler(TOUS.vincent, lireEtablissement, { params })
  expect(repris).toMatchObject({ status: 200, body: { anciens: [{ ancien: LYCEE_AUCH }] } })
  const annuler = () => portes.appeler(admin, fusion.annulerFusion, { params: { id: faite.body.id }, body: {} })
  expect(await annuler()).toMatchObject({ status: 201, body: { etat: 'annulee', arbitrages: [] } })
  expect(await annuler()).toMatchObject({ status: 409, problem: { type: '/erreurs/deja_annulee' } })
})

test('un doublon fusionné ne se liste plus, et son UAI répond par la fiche qui reste', async () => {
  const double = await write(contextOf(portes.kit, SYSTEME), (ctx) =>
    unEtablissement(ctx, { nom: 'Collège Fermat bis' }, { source: 'main' }),
  )
  const params = { uai: COLLEGE }
  const plan = await portes.appeler(agnes, fusion.lirePlanDeFusion, {
    params,
    query: { avec: double, genre: 'doublon', date_effet: '2026-09-01' },
  })
  const body = { genre: 'doublon' as const, absorbes: [double], date_effet: '2026-09-01', jeton: plan.body.jeton }
  expect((await portes.appeler(agnes, fusion.fusionner, { params, body })).status).toBe(201)
  const fiche = await portes.appeler(bruno, lireEtablissement, { params: { uai: double } })
  expect(fiche.body).toMatchObject({ uai: COLLEGE, redirige_de: { ancien: double } })
  const liste = await portes.appeler(agnes, chercherEtablissements, { query: { recherche: 'fermat bis' } })
  expect(liste.body.elements.map((e) => e.uai)).not.toContain(double)
})

test('prévue, une fusion attend son jour, se fait une fois, ou dit ce qui l’empêche', async () => {
  const uais = await write(contextOf(portes.kit, SYSTEME), async (ctx) => [
    await unEtablissement(ctx),
    await unEtablissement(ctx),
    await unEtablissement(ctx),
    await unEtablissement(ctx),
    await unEtablissement(ctx),
    await unEtablissement(ctx),
  ])
  const [a = '', b = '', c = '', d = '', e = '', f = ''] = uais
  const prevoir = async (uai: string, avec: string) => {
    const plan = await portes.appeler(agnes, fusion.lirePlanDeFusion, {
      params: { uai },
      query: { avec, date_effet: '2030-09-01' },
    })
    const body = { genre: 'absorption' as const, absorbes: [avec], date_effet: '2030-09-01', jeton: plan.body.jeton }
    return (await portes.appeler(agnes, fusion.fusionner, { params: { uai }, body })).body
  }
  const [bonne, empechee] = [await prevoir(a, b), await prevoir(c, d)]
  expect(bonne).toMatchObject({ etat: 'prevue', executee_le: null })
  const fiche = async (uai: string) => (await portes.appeler(bruno, lireEtablissement, { params: { uai } })).body
  const commun = { id: bonne.id, genre: 'absorption', date_effet: '2030-09-01' }
  expect((await fiche(a)).prevues).toMatchObject([{ ...commun, role: 'reste', avec: [{ uai: b }] }])
  expect((await fiche(b)).prevues).toMatchObject([{ ...commun, role: 'absorbe', avec: [{ uai: a }] }])
  const retiree = await prevoir(e, f)
  const annulee = await portes.appeler(agnes, fusion.annulerFusion, { params: { id: retiree.id }, body: {} })
  expect(annulee).toMatchObject({ status: 201, body: { etat: 'annulee', executee_le: null } })
  expect((await fiche(e)).prevues).toEqual([])
  await sql`update referentiel.etablissement set etat = 'ferme' where uai = ${c}`.execute(portes.kit.db)
  const lire = async (id: number) => (await portes.appeler(agnes, fusion.lireFusion, { params: { id } })).body
  await executerDues(portes.kit, new Date('2030-08-31T12:00:00Z'))
  expect(await lire(bonne.id)).toMatchObject({ etat: 'prevue' })
  for (let n = 0; n < 2; n++) await executerDues(portes.kit, new Date('2030-09-01T00:10:00Z'))
  expect(await lire(bonne.id)).toMatchObject({ etat: 'executee' })
  expect(await lire(retiree.id)).toMatchObject({ etat: 'annulee', executee_le: null })
  expect((await fiche(a)).prevues).toEqual([])
  expect(await lire(empechee.id)).toMatchObject({ etat: 'prevue', empechement: expect.stringContaining('fermé') })
})

/** Rows that do not follow: history, images of sources, what is computed anew, what fusions themselves keep. */
const EXEMPTEES =
  /^(journal\.acte|referentiel\.(etablissement|provenance|changement|ancien|saisie|redirection|arbitrage|anomalie|dernier_chiffre|action_ligne)|connecteurs\.appel|teleservices\.essai|integration\.\w+)$/

test('toute table qui nomme un établissement suit les fusions, ou est exemptée', async () => {
  const { rows } = await sql<{ nom: string }>`
    select distinct c.table_schema || '.' || c.table_name as nom from information_schema.columns c
    join information_schema.tables t using (table_schema, table_name)
    where c.column_name = 'uai' and t.table_type = 'BASE TABLE' and c.table_schema not in ('pgboss', 'pg_catalog', 'information_schema')
    order by 1`.execute(portes.kit.db)
  const suivis = new Set(portes.kit.followers.map((f) => f.name))
  const oubliees = rows.map((r) => r.nom).filter((nom) => !EXEMPTEES.test(nom) && !suivis.has(nom.split('.')[1] ?? ''))
  expect(oubliees).toEqual([])
})
