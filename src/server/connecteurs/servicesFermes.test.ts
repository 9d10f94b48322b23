import { describe, expect, test } from 'vitest'
import { ouvrirDouble } from '#test/apiNationale.ts'
import { enregistree, MOTIF, preparerConnecteurs } from '#test/connecteurs.ts'
import { chiffrer } from './coffre.ts'
import { chercherStructure } from './structures.ts'

const essai = preparerConnecteurs()
const { double, sql, regler } = essai

describe('un service fermé', () => {
  const JETON = 'jeton-des-essais'
  const ROUTE = '/v4/insee/sirene/etablissements/77567227221138'
  const ouvrir = async (suite: Record<string, unknown> = {}) => {
    double.reponses.set(ROUTE, await enregistree('api-entreprise', ROUTE))
    const secret = chiffrer(essai.config().secret, 'api-entreprise', JETON)
    await regler('api-entreprise', { secret, destinataire: '13002526500013', ...suite })
  }
  test('chaque appel dit son destinataire, son cadre et son objet, et porte le jeton', async () => {
    await ouvrir()
    expect(await chercherStructure(essai.ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'trouve',
      source: 'API Entreprise',
    })
    const { chemin, entetes } = double.demandes[0] ?? { chemin: '', entetes: {} }
    const q = new URL(chemin, double.adresse).searchParams
    expect(Object.fromEntries(q)).toEqual({ recipient: '13002526500013', context: 'Travaux urgents', object: 'abc123' })
    expect(entetes.authorization).toBe(`Bearer ${JETON}`)
  })
  test('sans destinataire, ou sans dossier, il n’est pas appelé', async () => {
    await ouvrir({ destinataire: null })
    expect(await chercherStructure(essai.ctx(), '77567227221138', MOTIF)).toMatchObject({ etat: 'refuse' })
    await sql(`update connecteurs.reglage set destinataire = '13002526500013'`)
    expect(await chercherStructure(essai.ctx(), '77567227221138', { motif: 'x' })).toMatchObject({ etat: 'refuse' })
    expect(double.demandes).toHaveLength(0)
  })
  test('meta.retry_in trop long : le suivant est demandé', async () => {
    await ouvrir()
    const errors = [{ code: '01001', title: 'x', detail: 'x', meta: { provider: 'INSEE', retry_in: 300 } }]
    double.pannes.push({ genre: 'statut', statut: 502, corps: { errors } })
    double.reponses.set('/search', { results: [] })
    await regler('recherche-entreprises')
    expect(await chercherStructure(essai.ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'introuvable',
      source: 'Annuaire des entreprises',
    })
    expect(double.demandes).toHaveLength(2)
  })
  test('le jeton ne suit pas une redirection vers ailleurs', async () => {
    await ouvrir()
    const autre = await ouvrirDouble()
    double.pannes.push({ genre: 'redirection', vers: `${autre.adresse}/vol` })
    essai.config().sorties.internes.push(autre.hote)
    await chercherStructure(essai.ctx(), '77567227221138', MOTIF)
    expect(autre.demandes.map((d) => d.entetes.authorization)).toEqual([undefined])
    await autre.fermer()
  })
  test('une restriction légale se dit telle quelle', async () => {
    await ouvrir()
    const errors = [{ code: 'x', title: 'x', detail: 'Donnée soumise à restriction.', meta: {} }]
    double.pannes.push({ genre: 'statut', statut: 451, corps: { errors } })
    expect(await chercherStructure(essai.ctx(), '77567227221138', MOTIF)).toMatchObject({
      etat: 'refuse',
      message: 'Donnée soumise à restriction.',
    })
  })
})
