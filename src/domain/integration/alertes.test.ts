import { expect, test } from 'vitest'
import { alertesDe, type EtatDeSource, type Passage } from './alertes.ts'
import { REGLAGE_PAR_DEFAUT } from './reglages.ts'

const MAINTENANT = new Date('2026-11-24T10:00:00Z')
const passage = (lues: number, rejetees = 0, le = '2026-11-23T10:00:00Z'): Passage => ({
  id: 1,
  le,
  lues,
  rejetees,
  etablissements: 100,
})
const etat = (suite: Partial<EtatDeSource> = {}): EtatDeSource => ({
  reglage: { ...REGLAGE_PAR_DEFAUT, periode_jours: 7 },
  derniere: passage(1000),
  precedente: passage(1000),
  memeForme: true,
  nouveaux: [],
  ...suite,
})
const genres = (e: EtatDeSource) => alertesDe(e, MAINTENANT).map((a) => a.genre)

test('une source à l’heure et stable ne dit rien', () => expect(genres(etat())).toEqual([]))

test.each([
  ['2026-11-17T10:00:00Z', []],
  ['2026-11-16T09:00:00Z', ['retard']],
])('importée le %s, attendue tous les sept jours', (le, attendu) =>
  expect(genres(etat({ derniere: passage(1000, 0, le) }))).toEqual(attendu),
)

test('jamais importée : en retard si elle est attendue, pas si rien ne va la chercher', () => {
  const rien = { derniere: null, precedente: null }
  expect(genres(etat(rien))).toEqual(['retard'])
  const arretee = { ...REGLAGE_PAR_DEFAUT, periode_jours: 7, ou: { genre: 'dossier' } as const }
  expect(genres(etat({ ...rien, reglage: arretee }))).toEqual([])
  expect(genres(etat({ ...rien, reglage: { ...arretee, active: true } }))).toEqual(['retard'])
})

test.each([
  [1200, []],
  [1201, ['volume']],
  [800, []],
  [799, ['volume']],
])('%i lignes après 1 000, à 20 %% près', (lues, attendu) =>
  expect(genres(etat({ derniere: passage(lues) }))).toEqual(attendu),
)

test.each([
  [100, []],
  [79, ['volume']],
])('un fichier d’une autre forme, sur %i établissements après 100 : ses lignes ne se comparent pas', (n, attendu) =>
  expect(genres(etat({ memeForme: false, derniere: { ...passage(170), etablissements: n } }))).toEqual(attendu),
)

test('un fichier d’une autre forme qui ne parle pas d’établissements ne se compare pas', () =>
  expect(
    genres(
      etat({
        memeForme: false,
        derniere: { ...passage(10), etablissements: null },
        precedente: { ...passage(1000), etablissements: null },
      }),
    ),
  ).toEqual([]))

test.each([
  [100, []],
  [101, ['rejets']],
])('%i lignes écartées sur 1 000, à 10 %% près', (rejetees, attendu) =>
  expect(genres(etat({ derniere: passage(1000, rejetees) }))).toEqual(attendu),
)

test('les valeurs jamais vues sont citées', () => {
  const nouveaux = Array.from({ length: 6 }, (_, i) => ({ champ: 'nature', valeur: `99${i}` }))
  expect(alertesDe(etat({ nouveaux }), MAINTENANT)[0]?.message).toBe(
    '6 valeurs inconnues sont apparues : nature « 990 », nature « 991 », nature « 992 », nature « 993 », nature « 994 », et 1 de plus.',
  )
})
