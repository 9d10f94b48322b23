import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Double, ouvrirDouble } from '#test/apiNationale.ts'
import { chiffrer, dechiffrer, finDuJeton } from './coffre.ts'
import { appeler, type Temps } from './pilotes.ts'

let double: Double
beforeAll(async () => {
  double = await ouvrirDouble()
})
afterAll(() => double.fermer())
beforeEach(() => {
  attentes.length = 0
  double.demandes.length = 0
  double.reponses.set('/x', { juste: true })
})

const attentes: number[] = []
const temps: Temps = {
  attendre: async (ms) => void attentes.push(ms),
  hasard: () => 0.5,
  maintenant: Date.now,
}
const demander = (delai = 300) =>
  appeler({ publiques: [], internes: [double.hote] }, { adresse: `${double.adresse}/x`, entetes: {}, delai }, temps)

test.each([
  ['lent', { genre: 'lenteur', ms: 2_000 }],
  ['octet par octet, sans fin', { genre: 'goutte' }],
] as const)('un service %s est quitté au bout du délai, sans second essai', async (_, panne) => {
  double.pannes.push(panne)
  const debut = performance.now()
  await expect(demander()).rejects.toMatchObject({ genre: 'delai' })
  expect(performance.now() - debut).toBeLessThan(1_500)
  expect(double.demandes).toHaveLength(1)
})

test('l’attente double et se brouille ; celle que le service demande passe avant', async () => {
  double.pannes.push({ genre: 'statut', statut: 503 }, { genre: 'statut', statut: 503 })
  expect(await demander()).toMatchObject({ statut: 200, essais: 3 })
  expect(attentes).toEqual([300, 600])
  double.pannes.push({ genre: 'quota', apres: '1' })
  await demander()
  expect(attentes.at(-1)).toBe(1_000)
})

test('une clé se relit avec son secret et pour son service, jamais autrement', () => {
  const chiffre = chiffrer('secret', 'sirene', 'clé-très-secrète')
  expect(chiffre).not.toContain('secr')
  expect(chiffrer('secret', 'sirene', 'clé-très-secrète')).not.toBe(chiffre)
  expect(dechiffrer('secret', 'sirene', chiffre)).toBe('clé-très-secrète')
  expect(dechiffrer('autre', 'sirene', chiffre)).toBeUndefined()
  expect(dechiffrer('secret', 'api-entreprise', chiffre)).toBeUndefined()
  expect(dechiffrer('secret', 'sirene', `${chiffre.slice(0, -6)}AAAA==`)).toBeUndefined()
  expect(dechiffrer('secret', 'sirene', 'n’importe quoi')).toBeUndefined()
})

const jeton = (charge: unknown) => `x.${Buffer.from(JSON.stringify(charge)).toString('base64url')}.y`
test.each([
  [jeton({ exp: 1_800_000_000 }), '2027-01-15T08:00:00.000Z'],
  [jeton({ sub: 'é' }), undefined],
  [jeton({ exp: -1 }), undefined],
  ['pas un jeton', undefined],
  ['', undefined],
])('la fin du jeton %s', (texte, fin) => expect(finDuJeton(texte)).toBe(fin))
