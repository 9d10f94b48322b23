import { beforeAll, describe, expect, test } from 'vitest'
import type { Personne } from '#domain/acteur.ts'
import { chercherEtablissements, lireEtablissement } from '#domain/referentiel/api.ts'
import * as api from '#domain/referentiel/api-actions.ts'
import { corrigerChamps } from '#domain/referentiel/api-fiche.ts'
import * as taches from '#domain/referentiel/api-taches.ts'
import { COLLEGE, LYCEE, LYCEE_AUCH, LYCEE_PRIVE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
beforeAll(async () => {
  portes = await ouvrirServeur()
})

const toutes = { colonnes: '', tri: 'pertinence', recherche: '', parmi: '', sauf: '' }
const parmi = (...uais: string[]) => ({ ...toutes, parmi: uais.join(',') })
const fiche = async (uai: string, qui: Personne = admin) =>
  (await portes.appeler(qui, lireEtablissement, { params: { uai }, query: {} })).body
const valeur = async (uai: string, champ: string) =>
  (await fiche(uai)).champs.find((c) => c.champ === champ)?.valeur ?? null
const saisir = (qui: Personne, body: object) =>
  portes.appeler(qui, api.saisirEnsemble, { body: { liste: toutes, champ: 'ent', valeur: 'Kosmos', ...body } })
const defaire = (qui: Personne, id: number | null) =>
  portes.appeler(qui, api.defaireAction, { params: { id: id ?? 0 } })

describe('saisir un champ sur plusieurs établissements', () => {
  test('l’aperçu dit ce qui changerait et n’écrit rien', async () => {
    const avant = (await fiche(LYCEE)).historique.length
    const { body } = await portes.appeler(agnes, api.apercevoirSaisie, {
      body: { liste: parmi(LYCEE, COLLEGE), champ: 'connexion', valeur: 'fibre' },
    })
    expect(body).toMatchObject({ total: 2, changes: 2, identiques: 0, refuses: [] })
    expect(body.exemples[0]).toMatchObject({ avant: { valeur: null }, apres: { valeur: 'fibre', en_clair: 'Fibre' } })
    expect((await fiche(LYCEE)).historique).toHaveLength(avant)
  })

  test('chacun a sa ligne d’historique, et tout se défait', async () => {
    await saisir(agnes, { liste: parmi(COLLEGE), valeur: 'Kosmos' })
    const { body, status } = await saisir(agnes, { liste: parmi(LYCEE, COLLEGE, LYCEE_AUCH), motif: 'Marché' })
    expect([status, body]).toMatchObject([201, { total: 3, changes: 2, identiques: 1, refuses: [] }])
    expect((await fiche(LYCEE)).historique[0]).toMatchObject({ origine: 'Marché', champs: [{ apres: 'Kosmos' }] })
    expect((await defaire(agnes, body.action)).body).toEqual({ defaites: 2, refuses: [] })
    expect(await valeur(LYCEE, 'ent')).toBeNull()
    // It said so before the action: it still does.
    expect(await valeur(COLLEGE, 'ent')).toBe('Kosmos')
    expect((await defaire(agnes, body.action)).status).toBe(409)
  })

  test('ce qui a changé depuis reste, avec la raison', async () => {
    const { body } = await saisir(agnes, { liste: parmi(LYCEE, LYCEE_AUCH), valeur: 'Skolengo' })
    await saisir(agnes, { liste: parmi(LYCEE), valeur: 'Autre' })
    const { body: defait } = await defaire(agnes, body.action)
    expect(defait.defaites).toBe(1)
    expect(defait.refuses).toMatchObject([{ uai: LYCEE, raison: expect.stringContaining('a changé depuis') }])
    expect(await valeur(LYCEE, 'ent')).toBe('Autre')
    expect(await valeur(LYCEE_AUCH, 'ent')).toBeNull()
  })

  test('une valeur fausse est refusée pour chacun, les autres champs ne se saisissent pas ensemble', async () => {
    const { body } = await saisir(agnes, { liste: parmi(LYCEE, COLLEGE), champ: 'courriel', valeur: 'perdu' })
    expect(body).toMatchObject({ action: null, changes: 0 })
    expect(body.refuses.map((r) => r.raison)).toEqual(Array(2).fill('Cette adresse électronique est incomplète.'))
    for (const champ of ['nom', 'siret', 'mere_uai', 'inconnu'])
      expect((await saisir(agnes, { champ })).problem.erreurs?.[0]?.champ).toBe('champ')
    expect((await saisir(agnes, { valable_du: '2999-01-01' })).problem.erreurs?.[0]?.champ).toBe('valable_du')
  })

  test('le périmètre, et les agents seulement', async () => {
    const { body } = await saisir(bruno, { champ: 'cablage', valeur: 'cat6' })
    expect(body.total).toBe(3)
    expect(await valeur(LYCEE_AUCH, 'cablage')).toBeNull()
    expect((await saisir(bruno, { liste: parmi(LYCEE_AUCH) })).status).toBe(422)
    expect((await saisir(claire, { liste: parmi(LYCEE) })).status).toBe(403)
    // An action is its author's.
    expect((await defaire(agnes, body.action)).status).toBe(404)
    expect((await defaire(bruno, body.action)).body.defaites).toBe(3)
  })
})

describe('la commune corrigée à la main', () => {
  const corriger = (qui: Personne, champs: Record<string, string | null>, uai = LYCEE_PRIVE) =>
    portes.appeler(qui, corrigerChamps, { params: { uai }, body: { champs } })

  test('place l’établissement, et se défait', async () => {
    const { body, problem } = await corriger(agnes, { commune: '81065' })
    expect(problem.erreurs).toBeUndefined()
    expect(body.fiche).toMatchObject({ commune: 'Castres', code_commune: '81065', code_departement: '81' })
    expect(body.fiche.champs.find((c) => c.champ === 'commune')?.saisie).toMatchObject({ dessous: 'Toulouse' })
    const retour = await corriger(agnes, { commune: '31555' })
    expect(retour.body.fiche).toMatchObject({ commune: 'Toulouse', code_departement: '31' })
    expect(retour.body.fiche.champs.find((c) => c.champ === 'commune')?.saisie).toBeNull()
  })

  test('hors de son périmètre, elle est refusée, seule ou d’un coup (cas 59)', async () => {
    const { status, problem } = await corriger(bruno, { commune: '32013' })
    expect([status, problem.erreurs?.[0]?.champ]).toEqual([422, 'commune'])
    expect((await fiche(LYCEE_PRIVE)).code_departement).toBe('31')
    const { body } = await saisir(bruno, { liste: parmi(LYCEE_PRIVE, COLLEGE), champ: 'commune', valeur: '32013' })
    expect(body).toMatchObject({ changes: 0, action: null })
    expect(body.refuses.map((r) => r.raison)).toEqual(
      Array(2).fill('Cette commune est hors de votre périmètre : demandez à un agent qui la suit.'),
    )
    expect((await fiche(COLLEGE)).code_departement).toBe('31')
  })

  test.each([{ commune: 'Nulle-part' }, { commune: null }])('%j est refusée', async (champs) => {
    expect((await corriger(agnes, champs)).problem.erreurs?.[0]?.champ).toBe('commune')
  })

  test('une mère et son rattachement vont ensemble, sans boucle', async () => {
    const faute = async (champs: Record<string, string | null>) =>
      (await corriger(agnes, champs)).problem.erreurs?.map((e) => e.champ)
    expect(await faute({ mere_uai: LYCEE })).toEqual(['rattachement'])
    expect(await faute({ rattachement: 'annexe' })).toEqual(['mere_uai'])
    expect(await faute({ mere_uai: LYCEE_PRIVE, rattachement: 'annexe' })).toEqual(['mere_uai'])
    expect(await faute({ mere_uai: '0310038Z', rattachement: 'annexe' })).toEqual(['mere_uai'])
    const lien = await portes.appeler(agnes, corrigerChamps, {
      params: { uai: LYCEE_PRIVE },
      body: { champs: { mere_uai: LYCEE, rattachement: 'annexe' }, valable_du: '2020-09-01' },
    })
    expect(lien.body.fiche.relations).toMatchObject([
      { uai: LYCEE, sens: 'mere', depuis: '2020-09-01', date_connue: true },
    ])
    const { champs, relations } = lien.body.fiche
    expect(champs.find((c) => c.champ === 'mere_uai')?.en_clair).toBe(`${relations[0]?.nom} (${LYCEE})`)
    const boucle = await corriger(agnes, { mere_uai: LYCEE_PRIVE, rattachement: 'annexe' }, LYCEE)
    expect(boucle.problem.erreurs?.map((e) => e.champ)).toEqual(['mere_uai'])
    const fin = await corriger(agnes, { mere_uai: null, rattachement: null })
    expect(fin.body.fiche.relations).toEqual([])
    expect((await corriger(agnes, { type: 'erea' })).body.fiche.type).toBe('erea')
    expect((await corriger(agnes, { type: 'ecole' })).status).toBe(422)
    await corriger(agnes, { type: 'lycee' })
  })
})

describe('tâches', () => {
  const lister = async (qui: Personne, query: object = {}) =>
    (await portes.appeler(qui, taches.listerTaches, { query })).body
  const ecrire = (qui: Personne, body: object) =>
    portes.appeler(qui, taches.ecrireTaches, { body: { liste: parmi(LYCEE, COLLEGE), titre: 'Appeler', ...body } })

  test('une par établissement choisi, à un collègue qui les voit, et tout se défait', async () => {
    const { body } = await ecrire(agnes, {
      liste: parmi(LYCEE, LYCEE_AUCH),
      personne: bruno.id,
      echeance: '2020-01-01',
    })
    expect(body).toMatchObject({ changes: 1, refuses: [{ uai: LYCEE_AUCH }] })
    const siennes = await lister(bruno)
    expect(siennes.elements[0]).toMatchObject({ titre: 'Appeler', en_retard: true, uai: LYCEE })
    expect(siennes.comptes).toMatchObject({ moi: 1, moi_en_retard: 1 })
    expect((await lister(agnes)).total).toBe(0)
    expect((await lister(agnes, { qui: 'equipe', etat: 'en_retard' })).total).toBe(1)
    expect((await defaire(agnes, body.action)).body.defaites).toBe(1)
    expect((await lister(bruno)).total).toBe(0)
  })

  test('les tâches en retard viennent d’abord, celles sans échéance à la fin', async () => {
    await ecrire(bruno, { liste: parmi(LYCEE), titre: 'Sans date' })
    await ecrire(bruno, { liste: parmi(LYCEE), titre: 'Plus tard', echeance: '2999-01-01' })
    await ecrire(bruno, { liste: parmi(LYCEE), titre: 'En retard', echeance: '2020-01-01' })
    expect((await lister(bruno)).elements.map((t) => t.titre)).toEqual(['En retard', 'Plus tard', 'Sans date'])
  })

  test('se confie à qui voit l’établissement', async () => {
    await ecrire(agnes, { liste: parmi(LYCEE_AUCH), titre: 'Visiter', personne: null })
    const [tache] = (await lister(agnes, { qui: 'personne' })).elements
    const confier = (qui: Personne, personne: number | null) =>
      portes.appeler(qui, taches.confierTache, { params: { id: Number(tache?.id) }, body: { personne } })
    expect((await confier(agnes, bruno.id)).problem.erreurs?.[0]?.champ).toBe('personne')
    expect((await confier(agnes, claire.id)).status).toBe(422)
    expect((await confier(bruno, null)).status).toBe(404)
    expect((await confier(agnes, agnes.id)).body.affecte_nom).toBe(`${agnes.prenom} ${agnes.nom}`)
    expect((await lister(agnes)).elements.map((t) => t.titre)).toContain('Visiter')
  })

  test('les collègues proposés voient l’établissement', async () => {
    const noms = async (uai: string) =>
      (await portes.appeler(agnes, taches.listerCollegues, { query: { uai } })).body.elements.map((e) => e.id)
    expect(await noms(LYCEE)).toContain(bruno.id)
    expect(await noms(LYCEE_AUCH)).not.toContain(bruno.id)
    expect((await portes.appeler(claire, taches.listerCollegues, {})).status).toBe(403)
    expect((await portes.appeler(bruno, taches.listerCollegues, { query: { uai: LYCEE_AUCH } })).status).toBe(404)
  })
})

describe('suivre', () => {
  const suivis = async (qui: Personne) =>
    (await portes.appeler(qui, chercherEtablissements, { query: { suivis: 'moi' } })).body.elements.map((e) => e.uai)

  test('chacun les siens, dans les listes et les nouvelles', async () => {
    const { body } = await portes.appeler(bruno, api.suivreEnsemble, {
      body: { liste: parmi(LYCEE, COLLEGE), suivre: true },
    })
    expect(body).toMatchObject({ changes: 2, identiques: 0 })
    expect((await suivis(bruno)).sort()).toEqual([LYCEE, COLLEGE].sort())
    expect(await suivis(agnes)).toEqual([])
    const nouvelles = (await portes.appeler(bruno, api.lireNouvelles, {})).body
    expect(nouvelles.suivis).toBe(2)
    expect(nouvelles.elements.every((n) => [LYCEE, COLLEGE].includes(n.uai))).toBe(true)
    await defaire(bruno, body.action)
    expect(await suivis(bruno)).toEqual([])
    await portes.appeler(bruno, api.suivre, { params: { uai: LYCEE }, body: { suivi: true } })
    expect((await portes.appeler(bruno, api.lireSuivi, { params: { uai: LYCEE } })).body.suivi).toBe(true)
    expect((await portes.appeler(bruno, api.lireSuivi, { params: { uai: LYCEE_AUCH } })).status).toBe(404)
    expect((await portes.appeler(claire, api.lireSuivi, { params: { uai: LYCEE } })).status).toBe(403)
  })
})

test('les choisis entrent ensemble dans un regroupement, et en sortent si l’on défait', async () => {
  const ajouter = (qui: Personne, body: object) =>
    portes.appeler(qui, api.ajouterEnsemble, {
      body: { liste: parmi(LYCEE, COLLEGE), depuis: '2025-09-01', ...body },
    })
  const nouveau = { genre: 'cite_scolaire', nom: 'Cité d’essai' }
  expect((await ajouter(bruno, { nouveau })).status).toBe(403)
  expect((await ajouter(agnes, {})).problem.erreurs?.[0]?.champ).toBe('regroupement')
  const cree = (await ajouter(agnes, { nouveau })).body
  expect(cree).toMatchObject({ changes: 2, identiques: 0 })
  const suite = (await ajouter(agnes, { regroupement: cree.regroupement, liste: parmi(LYCEE, LYCEE_AUCH) })).body
  expect(suite).toMatchObject({ changes: 1, identiques: 1 })
  expect((await defaire(agnes, suite.action)).body.defaites).toBe(1)
  expect((await defaire(agnes, cree.action)).body.defaites).toBe(2)
})
