import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/referentiel/api.ts'
import * as fiche from '#domain/referentiel/api-fiche.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire, SYSTEME } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'
import { appliquerPropositions, ouvrirPropositions } from './propositions.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
  // Rows of the tests are written straight: they have no history, as those kept since before it began have no first values.
  await sql`
    insert into referentiel.changement (uai, genre, origine, connu_le, valable_du)
    select uai, 'creation', 'annuaire', '2026-01-11T08:00:00Z', '2026-01-10' from referentiel.etablissement`.execute(
    portes.kit.db,
  )
  await dire(LYCEE, '2026-01-10', { nom: 'Lycée polyvalent Bellevue', telephone: '05 62 17 30 00' })
  await dire(COLLEGE, '2026-01-10', { nom: 'Collège Pierre de Fermat' })
})

/** A source speaks of one établissement: all that the row already says, but for these champs. */
async function dire(
  uai: string,
  date: string,
  champs: Record<string, unknown>,
  source = 'annuaire',
  genre?: 'annulation',
) {
  await write(contextOf(portes.kit, SYSTEME), async (ctx) => {
    await ouvrirPropositions(ctx.db)
    await sql`
      insert into proposition (uai, champs, lieu, provenance, empreinte)
      select uai, to_jsonb(e) - array['id', 'uai', 'autres', 'cree_le', 'modifie_le', 'texte_recherche', 'date_fermeture',
          'absorbe_par', 'code_canton', 'code_epci', 'code_academie', 'code_region', 'code_departement', 'placement_raison']
        || coalesce(autres, '{}') || ${JSON.stringify(champs)}::jsonb,
        jsonb_build_object('code_commune', code_commune),
        jsonb_build_object('*', jsonb_build_object('source', ${source}::text, 'date', ${date}::text)), md5(random()::text)
      from referentiel.etablissement e where uai = ${uai}`.execute(ctx.db)
    await sql`
      insert into referentiel.provenance (uai, champs, lieu, empreinte)
      select uai, provenance, lieu, '' from proposition on conflict do nothing`.execute(ctx.db)
    await appliquerPropositions(ctx, `${source}, ${date}`, genre)
  })
}

const lire = async (uai: string, query: { valable?: string; connu?: string } = {}, qui = agnes) =>
  (await portes.appeler(qui, api.lireEtablissement, { params: { uai }, query })).body
const champ = (f: api.Fiche, code: string) => f.champs.find((c) => c.champ === code)
const corriger = (
  uai: string,
  champs: Record<string, string | number | boolean | null>,
  reste: object = {},
  qui = agnes,
) => portes.appeler(qui, fiche.corrigerChamps, { params: { uai }, body: { champs, motif: 'Appel du lycée', ...reste } })

describe('corriger la fiche à la main', () => {
  test('la valeur saisie dit sa source, sa date et son auteur ; elle se défait', async () => {
    const { body, status } = await corriger(LYCEE, {
      telephone: '0561000000',
      wifi: 'partielle',
      debit_internet: '300',
    })
    expect(status).toBe(200)
    expect(champ(body.fiche, 'telephone')).toMatchObject({
      valeur: '05 61 00 00 00',
      onglet: 'general',
      origine: { source: 'saisie', libelle: 'Saisie à la main' },
      saisie: { auteur: 'Agnès Roumieu', motif: 'Appel du lycée', dessous: '05 62 17 30 00' },
    })
    expect(champ(body.fiche, 'wifi')).toMatchObject({ valeur: 'partielle', en_clair: 'Partielle', onglet: 'numerique' })
    expect(champ(body.fiche, 'debit_internet')).toMatchObject({ valeur: 300, unite: 'Mbit/s' })
    const defait = await portes.appeler(agnes, fiche.annulerChangement, {
      params: { uai: LYCEE, id: body.changement ?? 0 },
    })
    expect(champ(defait.body.fiche, 'telephone')).toMatchObject({
      valeur: '05 62 17 30 00',
      origine: { source: 'annuaire' },
      saisie: null,
    })
    expect(champ(defait.body.fiche, 'wifi')).toBeUndefined()
    const encore = await portes.appeler(agnes, fiche.annulerChangement, {
      params: { uai: LYCEE, id: body.changement ?? 0 },
    })
    expect([encore.status, encore.problem.type]).toEqual([409, '/erreurs/change_depuis'])
  })

  test('chaque champ fautif a son message, et rien n’est écrit', async () => {
    const avant = await lire(LYCEE)
    const { status, problem } = await corriger(LYCEE, {
      siret: '12345678900000',
      courriel: 'sans arobase',
      code_postal: '3100',
      date_ouverture: '2026-02-30',
      etat: 'perdu',
      capacite_accueil: 'beaucoup',
      taux_occupation: 130,
      latitude: null,
      commune: 'Ailleurs',
      inconnu: 'x',
      nom: '',
      sigle: 'LPO',
    })
    expect(status).toBe(422)
    expect(problem.erreurs?.map((e) => e.champ).toSorted()).toEqual([
      'capacite_accueil',
      'code_postal',
      'commune',
      'courriel',
      'date_ouverture',
      'etat',
      'inconnu',
      'latitude',
      'nom',
      'siret',
      'taux_occupation',
    ])
    expect((await lire(LYCEE)).champs).toEqual(avant.champs)
  })

  test('une date à venir est refusée', async () => {
    const { status, problem } = await corriger(LYCEE, { sigle: 'LPO' }, { valable_du: '2199-01-01' })
    expect([status, problem.erreurs?.[0]?.champ]).toEqual([422, 'valable_du'])
  })

  test.each([
    ['claire, qui lit sa fiche', claire, LYCEE, 403],
    ['bruno, hors de son périmètre', bruno, LYCEE_AUCH, 404],
    ['bruno, dans son périmètre', bruno, COLLEGE, 200],
    ['admin', admin, LYCEE_AUCH, 200],
  ])('%s', async (_nom, qui, uai, attendu) => {
    expect((await corriger(uai, { sigle: 'SIG' }, {}, qui)).status).toBe(attendu)
  })
})

describe('ce qui est saisi et ce que disent les sources', () => {
  test('44. la saisie tient, puis prend fin quand une source dit la même chose', async () => {
    await corriger(COLLEGE, { telephone: '05 61 11 11 11' })
    await dire(COLLEGE, '2026-02-10', { telephone: '05 34 99 99 99' })
    expect(champ(await lire(COLLEGE), 'telephone')).toMatchObject({
      valeur: '05 61 11 11 11',
      saisie: { dessous: '05 34 99 99 99' },
    })
    await dire(COLLEGE, '2026-03-10', { telephone: '05 61 11 11 11' })
    expect(champ(await lire(COLLEGE), 'telephone')).toMatchObject({
      valeur: '05 61 11 11 11',
      saisie: null,
      origine: { source: 'annuaire', date: '2026-03-10' },
    })
  })

  test('43. ce que la même source disait avant s’écrit comme passé, la valeur ne recule pas', async () => {
    await dire(COLLEGE, '2026-05-10', { fax: '05 00 00 00 05' })
    await dire(COLLEGE, '2026-04-10', { fax: '05 00 00 00 04' })
    expect(champ(await lire(COLLEGE), 'fax')).toMatchObject({
      valeur: '05 00 00 00 05',
      origine: { date: '2026-05-10' },
    })
    expect(champ(await lire(COLLEGE, { valable: '2026-04-20' }), 'fax')).toMatchObject({ valeur: '05 00 00 00 04' })
    await dire(COLLEGE, '2026-04-10', { fax: '05 00 00 00 04' }, 'annuaire', 'annulation')
    expect(champ(await lire(COLLEGE), 'fax')?.valeur).toBe('05 00 00 00 04')
  })

  test('un champ sans colonne se compare, s’écrit et s’historise comme une colonne', async () => {
    await dire(COLLEGE, '2026-06-10', { capacite_accueil: 600 }, 'patrimoine')
    await dire(COLLEGE, '2026-07-10', { capacite_accueil: 650 }, 'patrimoine')
    const f = await lire(COLLEGE)
    expect(champ(f, 'capacite_accueil')).toMatchObject({ valeur: 650, unite: 'élèves' })
    expect(f.historique[0]?.champs).toEqual([
      { champ: 'capacite_accueil', libelle: 'Capacité d’accueil', avant: 600, apres: 650 },
    ])
    expect(champ(await lire(COLLEGE, { valable: '2026-06-20' }), 'capacite_accueil')?.valeur).toBe(600)
  })
})

describe('la fiche à un jour', () => {
  test('aujourd’hui et maintenant, elle est la fiche courante', async () => {
    const aujourdhui = new Date().toISOString().slice(0, 10)
    const [courante, datee] = [await lire(COLLEGE), await lire(COLLEGE, { valable: aujourdhui })]
    const valeurs = (f: api.Fiche) => Object.fromEntries(f.champs.map((c) => [c.champ, c.valeur]))
    expect(valeurs(datee)).toEqual(valeurs(courante))
    expect(datee.territoire).toEqual(courante.territoire)
    expect(courante.moment).toBeNull()
  })

  test('avant toute donnée, elle dit qu’on ne savait rien', async () => {
    const f = await lire(COLLEGE, { valable: '2024-09-01', connu: '2024-09-01' })
    expect(f.moment).toMatchObject({ valable: '2024-09-01', renseigne: false })
    expect(f.champs).toEqual([])
  })

  test('14. fermé puis rouvert : une seule histoire, la date de fermeture se lit à son moment', async () => {
    await corriger(LYCEE_AUCH, { etat: 'ferme' }, { valable_du: '2026-03-01' })
    expect((await lire(LYCEE_AUCH)).date_fermeture).toBe('2026-03-01')
    await corriger(LYCEE_AUCH, { etat: 'ouvert' }, { valable_du: '2026-09-01' })
    const f = await lire(LYCEE_AUCH)
    expect([f.etat, f.date_fermeture]).toEqual(['ouvert', null])
    const ferme = await lire(LYCEE_AUCH, { valable: '2026-05-01' })
    expect([ferme.etat, ferme.date_fermeture]).toEqual(['ferme', '2026-03-01'])
  })
})
