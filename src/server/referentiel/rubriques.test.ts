import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import * as ficheApi from '#domain/referentiel/api-fiche.ts'
import * as api from '#domain/referentiel/api-rubriques.ts'
import * as taches from '#domain/referentiel/api-taches.ts'
import type { CodeRubrique as Code } from '#domain/referentiel/rubriques.ts'
import { LYCEE, LYCEE_AUCH } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const ajouter = (
  rubrique: Code,
  valeurs: Record<string, string | number | boolean | null>,
  { qui = agnes, uai = LYCEE }: { qui?: Personne; uai?: string } = {},
) => portes.appeler(qui, api.ajouterEnregistrement, { params: { uai, rubrique }, body: { valeurs } })
const lister = async (rubrique: Code, query: object = {}, qui: Personne = agnes) =>
  (await portes.appeler(qui, api.listerEnregistrements, { params: { uai: LYCEE, rubrique }, query })).body

const EXEMPLES: [Code, Record<string, string | number | null>, Record<string, string | number>][] = [
  ['contact', { role: 'chef', nom: 'Exemple', prenom: 'Paule', depuis: '2024-09-01' }, { nom: 'Modèle' }],
  ['site', { nom: 'Gymnase', code_postal: '31400' }, { nom: 'Gymnase nord' }],
  ['effectif', { annee: 2024, niveau: '2de_gt', regime: 'ensemble', effectif: 310 }, { effectif: 312 }],
  ['indicateur', { jeu: 'ival_gt', annee: 2024, code: 'taux_reussite', valeur: null }, { valeur: 94 }],
  ['operation', { reference: 'OP-1', nom: 'Toiture', montant_vote: 125_000_00, annee: 2025 }, { nom: 'Toiture nord' }],
  ['logement', { reference: 'L1', regime: 'nas', pieces: 4, occupant_fonction: 'Proviseur' }, { pieces: 5 }],
  ['compte_financier', { annee: 2024, poste: 'Fonds de roulement', montant: -1_250_00 }, { montant: 99 }],
  ['moyen_humain', { annee: 2025, fonction: 'Entretien', etp: '7,5' }, { etp: 8 }],
  ['equipement', { reference: 'PC', categorie: 'Ordinateur', nombre: 120 }, { nombre: 130 }],
  ['actualite', { titre: 'Journée portes ouvertes', texte: 'Samedi.', le: '2026-03-01' }, { titre: 'Portes ouvertes' }],
  ['note', { texte: 'Rappeler la gestionnaire.' }, { texte: 'Rappelée.' }],
  ['tache', { titre: 'Visiter l’internat', echeance: '2026-12-01' }, { titre: 'Visiter' }],
]

describe.each(EXEMPLES)('rubrique %s', (rubrique, valeurs, changement) => {
  test('s’ajoute, se lit, se modifie, se retire et se remet', async () => {
    const ajout = await ajouter(rubrique, valeurs)
    expect([ajout.status, ajout.problem.erreurs]).toEqual([201, undefined])
    const id = ajout.body.id
    const lue = (await lister(rubrique)).elements.find((e) => e.id === id)
    const attendus = Object.entries(valeurs).map(([c, v]) => [c, v === '7,5' ? 7.5 : v])
    expect(lue?.valeurs).toMatchObject(Object.fromEntries(attendus))
    const params = { uai: LYCEE, rubrique, id }
    const modifie = await portes.appeler(agnes, api.modifierEnregistrement, { params, body: { valeurs: changement } })
    expect(modifie.status).toBe(200)
    expect((await lister(rubrique)).elements[0]?.valeurs).toMatchObject(changement)
    expect((await portes.appeler(agnes, api.retirerEnregistrement, { params })).status).toBe(200)
    expect((await lister(rubrique)).total).toBe(0)
    expect((await portes.appeler(agnes, api.retirerEnregistrement, { params })).status).toBe(404)
    expect((await portes.appeler(agnes, api.retablirEnregistrement, { params })).status).toBe(200)
    expect((await lister(rubrique)).elements[0]?.valeurs).toMatchObject(changement)
  })

  test('qui peut quoi', async () => {
    const reserve = rubrique === 'note' || rubrique === 'tache'
    const [element] = (await lister(rubrique)).elements
    const params = { uai: LYCEE, rubrique, id: element?.id ?? '' }
    const lecture = async (qui: Personne, uai = LYCEE) =>
      (await portes.appeler(qui, api.listerEnregistrements, { params: { uai, rubrique } })).status
    expect(await lecture(claire)).toBe(reserve ? 404 : 200)
    expect(await lecture(bruno)).toBe(200)
    expect(await lecture(bruno, LYCEE_AUCH)).toBe(404)
    expect(await lecture(admin, LYCEE_AUCH)).toBe(200)
    const ecriture = async (qui: Personne) =>
      (await portes.appeler(qui, api.modifierEnregistrement, { params, body: { valeurs: changement } })).status
    expect(await ecriture(claire)).toBe(reserve ? 404 : 403)
    expect(await ecriture(bruno)).toBe(200)
    expect((await ajouter(rubrique, valeurs, { qui: claire })).status).toBe(reserve ? 404 : 403)
    expect((await ajouter(rubrique, valeurs, { qui: bruno, uai: LYCEE_AUCH })).status).toBe(404)
  })
})

test('chaque colonne fautive a son message', async () => {
  const { status, problem } = await ajouter('logement', {
    regime: 'palais',
    pieces: -1,
    surface: 'grande',
    depuis: '2025-01-01',
    jusque: '2024-01-01',
  })
  expect(status).toBe(422)
  expect(problem.erreurs?.map((e) => e.champ).toSorted()).toEqual([
    'jusque',
    'pieces',
    'reference',
    'regime',
    'surface',
  ])
  const doublon = await ajouter('effectif', { annee: 2024, niveau: '2de_gt', regime: 'ensemble', effectif: 1 })
  expect([doublon.status, doublon.problem.erreurs?.[0]?.champ]).toEqual([422, 'regime'])
})

test('ce qu’un enregistrement disait avant se relit à sa date, par année', async () => {
  await sql`update referentiel.operation set connu_le = '2025-01-01' where reference = 'OP-1'`.execute(portes.kit.db)
  const [avant] = (await lister('operation')).elements
  await portes.appeler(agnes, api.modifierEnregistrement, {
    params: { uai: LYCEE, rubrique: 'operation', id: avant?.id ?? '' },
    body: { valeurs: { montant_vote: 130_000_00 } },
  })
  const hier = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
  expect((await lister('operation', { connu: hier })).elements[0]?.valeurs.montant_vote).toBe(125_000_00)
  expect((await lister('operation')).elements[0]?.valeurs.montant_vote).toBe(130_000_00)
  expect((await lister('operation', { connu: '2024-06-01' })).total).toBe(0)
  expect(await lister('operation', { annee: 2024 })).toMatchObject({ total: 0, annees: [2025] })
})

test('les tâches sont à qui les écrit, jusqu’à ce qu’elles soient faites ou prises', async () => {
  const { body } = await ajouter('tache', { titre: 'Appeler le proviseur', echeance: '2026-11-30' }, { qui: bruno })
  const miennes = async (qui: Personne) =>
    (await portes.appeler(qui, taches.listerTaches, {})).body.elements.map((t) => t.titre)
  expect(await miennes(bruno)).toContain('Appeler le proviseur')
  const changer = (qui: Personne, valeurs: Record<string, boolean>) =>
    portes.appeler(qui, api.modifierEnregistrement, {
      params: { uai: LYCEE, rubrique: 'tache', id: body.id },
      body: { valeurs },
    })
  await changer(agnes, { pour_moi: true })
  expect(await miennes(bruno)).not.toContain('Appeler le proviseur')
  expect(await miennes(agnes)).toContain('Appeler le proviseur')
  await changer(agnes, { faite: true })
  expect(await miennes(agnes)).not.toContain('Appeler le proviseur')
  expect((await portes.appeler(claire, taches.listerTaches, {})).status).toBe(403)
})

test('l’établissement ne voit ni les notes, ni les tâches, ni qui occupe un logement', async () => {
  const comptes = await portes.appeler(claire, api.compterRubriques, { params: { uai: LYCEE } })
  expect(comptes.body.map((r) => r.rubrique)).not.toEqual(expect.arrayContaining(['note', 'tache']))
  expect(comptes.body.find((r) => r.rubrique === 'operation')?.total).toBe(1)
  const vus = (await lister('logement', {}, claire)).elements[0]?.valeurs
  expect(vus).toMatchObject({ reference: 'L1' })
  expect(vus).not.toHaveProperty('occupant_fonction')
  const csv = await portes.injecter(claire, {
    method: 'GET',
    url: `/api/v1/etablissements/${LYCEE}/rubriques/logement/export`,
  })
  expect(csv.body).toContain('Référence;Type;Pièces')
  expect(csv.body).not.toContain('Proviseur')
})

test('6. une personne, deux rôles ; effacée, son nom n’est plus nulle part et ses rôles restent', async () => {
  await ajouter('contact', {
    role: 'referent_numerique',
    nom: 'Fictif',
    prenom: 'Luc',
    courriel: 'luc@exemple.fr',
    depuis: '2023-09-01',
  })
  await ajouter('contact', { role: 'referent_travaux', nom: 'Fictif', prenom: 'Luc', depuis: '2024-09-01' })
  const luc = (await lister('contact')).elements.filter((e) => e.valeurs.nom === 'Fictif')
  expect(new Set(luc.map((e) => e.valeurs.contact_id)).size).toBe(1)
  await portes.appeler(agnes, api.modifierEnregistrement, {
    params: { uai: LYCEE, rubrique: 'contact', id: luc[0]?.id ?? '' },
    body: { valeurs: { telephone: '0561000000' } },
  })
  const params = { id: Number(luc[0]?.valeurs.contact_id) }
  expect((await portes.appeler(claire, api.effacerContact, { params })).status).toBe(403)
  expect((await portes.appeler(agnes, api.effacerContact, { params })).status).toBe(200)
  const { rows } = await sql<{ trouve: boolean }>`
    select exists (
      select from referentiel.contact c where to_jsonb(c)::text ~* 'fictif|luc@'
      union all select from referentiel.ancien a where a.ligne::text ~* 'fictif|luc@'
      union all select from journal.acte j where j.donnees::text ~* 'fictif|luc@') as trouve`.execute(portes.kit.db)
  expect(rows[0]?.trouve).toBe(false)
  const apres = (await lister('contact')).elements.filter((e) => e.fige)
  expect(apres.map((e) => e.valeurs.role).toSorted()).toEqual(['referent_numerique', 'referent_travaux'])
})

test('15. à la fermeture, les rôles finissent ce jour-là', async () => {
  await ajouter('contact', { role: 'secretariat', nom: 'Futur', depuis: '2024-09-01', jusque: '2099-06-30' })
  await portes.appeler(agnes, ficheApi.corrigerChamps, {
    params: { uai: LYCEE },
    body: { champs: { etat: 'ferme' }, valable_du: '2026-06-30', motif: 'Délibération' },
  })
  const futur = (await lister('contact')).elements.find((e) => e.valeurs.nom === 'Futur')
  expect(futur?.valeurs.jusque).toBe('2026-06-30')
})

test('un document se dépose, se télécharge, et n’est plus là une fois retiré', async () => {
  const corps = [
    '--b',
    'content-disposition: form-data; name="fichier"; filename="plan.txt"',
    'content-type: text/plain',
    '',
    'le plan',
    '--b--',
    '',
  ].join('\r\n')
  const deposer = (qui: Personne) =>
    portes.injecter(qui, {
      method: 'POST',
      url: `/api/v1/etablissements/${LYCEE}/documents?categorie=Plan`,
      headers: { 'content-type': 'multipart/form-data; boundary=b' },
      payload: corps,
    })
  expect((await deposer(claire)).statusCode).toBe(403)
  const depot = await deposer(agnes)
  expect(depot.statusCode).toBe(201)
  const id: string = depot.json().id
  const url = `/api/v1/etablissements/${LYCEE}/documents/${id}`
  expect((await portes.injecter(claire, { method: 'GET', url })).body).toBe('le plan')
  expect((await lister('document')).elements[0]?.valeurs).toMatchObject({ nom: 'plan.txt', categorie: 'Plan' })
  await portes.appeler(agnes, api.retirerEnregistrement, { params: { uai: LYCEE, rubrique: 'document', id } })
  expect((await portes.injecter(claire, { method: 'GET', url })).statusCode).toBe(404)
})
