import { beforeAll, describe, expect, test } from 'vitest'
import * as api from '#domain/integration/api-applications.ts'
import { LYCEE } from '#test/etablissements.ts'
import { admin, agnes, bruno, claire } from '#test/personas.ts'
import { ouvrirServeur, type Portes } from '#test/porte.ts'

let portes: Portes
let id: number

beforeAll(async () => {
  portes = await ouvrirServeur()
  const { body } = await portes.appeler(admin, api.creerApplication, { body: { nom: 'Parc', sources: ['annuaire'] } })
  id = body.id
})

const formulaire = (contenu: string, nom = 'essai.csv') => ({
  headers: { 'content-type': 'multipart/form-data; boundary=XX' },
  payload: `--XX\r\ncontent-disposition: form-data; name="fichier"; filename="${nom}"\r\n\r\n${contenu}\r\n--XX--\r\n`,
})
describe('les appairages', () => {
  const importer = (contenu: string, qui = admin) =>
    portes.injecter(qui, {
      method: 'POST',
      url: `/api/v1/applications-metier/${id}/appairages/imports`,
      ...formulaire(contenu),
    })

  test('un CSV, dans n’importe quel ordre ; les UAI inconnus sont gardés en erreur ; deux fois le même ne change rien', async () => {
    const csv = `UAI,Identifiant\n${LYCEE.toLowerCase()},L-1\n9999999Z,L-2\n`
    expect((await importer(csv)).json()).toEqual({ lus: 2, poses: 2, inchanges: 0, en_erreur: 1 })
    expect((await importer(csv)).json()).toEqual({ lus: 2, poses: 0, inchanges: 2, en_erreur: 1 })
    const { body } = await portes.appeler(agnes, api.listerAppairages, { params: { id }, query: { etat: 'erreur' } })
    expect(body.elements).toMatchObject([
      { identifiant: 'L-2', uai: '9999999Z', message: expect.stringMatching(/Aucun établissement/) },
    ])
  })

  test('un fichier étranger est refusé avec les bons mots, et un agent ne l’envoie pas', async () => {
    expect((await importer('a;b\n1;2\n')).json().detail).toMatch(/« identifiant » et « uai »/)
    expect((await importer('identifiant;uai\n')).json().detail).toMatch(/aucune ligne/)
    expect((await importer('identifiant;uai\nA;B\n', agnes)).statusCode).toBe(403)
  })

  test('posé à la main : un UAI inconnu est dit tout de suite', async () => {
    const params = { id, identifiant: 'L/é 3' }
    const faux = await portes.appeler(admin, api.poserAppairage, { params, body: { uai: '0000000X' } })
    expect(faux.problem.erreurs?.[0]?.champ).toBe('uai')
    expect((await portes.appeler(admin, api.poserAppairage, { params, body: { uai: LYCEE } })).body).toMatchObject({
      etat: 'ok',
      nom: expect.any(String),
    })
    expect((await portes.appeler(admin, api.retirerAppairage, { params })).status).toBe(204)
    expect((await portes.appeler(admin, api.retirerAppairage, { params })).status).toBe(404)
  })

  test('la fiche les montre aux agents qui voient l’établissement, pas au chef', async () => {
    const params = { uai: LYCEE }
    const { body } = await portes.appeler(bruno, api.listerAppairagesDe, { params })
    expect(body.elements.map((e) => [e.nom_application, e.identifiant])).toContainEqual(['Parc', 'L-1'])
    expect((await portes.appeler(claire, api.listerAppairagesDe, { params })).status).toBe(403)
    expect((await portes.appeler(bruno, api.listerAppairagesDe, { params: { uai: '0320001A' } })).status).toBe(404)
  })
})
