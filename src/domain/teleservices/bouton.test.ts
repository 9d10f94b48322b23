import { expect, test } from 'vitest'
import { type Bouton, type Existant, etatDuBouton, publicDe, type Regard } from './bouton.ts'
import { audienceDeNature, Calendrier, type Fiche } from './fiche.ts'
import { ouverture } from './ouverture.ts'

const periodes = [
  { ouvre_le: '2026-09-15T08:00', ferme_le: '2026-12-01T23:59' },
  { ouvre_le: '2027-03-01T08:00', ferme_le: '2027-06-15T23:59' },
]
const fiche = (plus: Partial<Fiche> = {}) => ({
  pour_qui: { natures: ['lycee' as const], secteurs: ['public' as const] },
  calendrier: { periodes },
  ...plus,
})
const lycee: Regard = { connecte: true, etablissement: { audience: 'lycee', secteur: 'public' } }
const novembre = '2026-11-24T09:00:00Z'
const brouillon: Existant = { brouillon: { modifie_le: '2026-11-20T23:30:00Z', auteur: 'Claire Martin' } }
const depose: Existant = { depose: { numero: '2026-000042', depose_le: '2026-11-12T10:00:00Z' } }

type Cas = [string, Regard, string, Existant, boolean, Bouton['action'], string]
test.each<Cas>([
  ['ouvert', lycee, novembre, {}, false, 'commencer', 'Commencer'],
  [
    'un brouillon, le jour de Paris',
    lycee,
    novembre,
    brouillon,
    false,
    'reprendre',
    'Reprendre le brouillon du 21 nov. 2026, par Claire Martin',
  ],
  [
    'un brouillon, après la fermeture',
    lycee,
    '2027-12-24T09:00:00Z',
    brouillon,
    false,
    'reprendre',
    'Reprendre le brouillon du 21 nov. 2026, par Claire Martin',
  ],
  ['déjà déposé', lycee, novembre, depose, false, 'voir', 'Déposé le 12 nov. 2026 : voir le dossier 2026-000042'],
  ['déjà déposé, plusieurs permis', lycee, novembre, depose, true, 'commencer', 'Commencer une autre demande'],
  ['pas encore ouvert', lycee, '2026-09-15T05:59:59Z', {}, false, 'attendre', 'Ouvre le 15 sept. 2026'],
  ['à la première minute', lycee, '2026-09-15T06:00:00Z', {}, false, 'commencer', 'Commencer'],
  ['à la dernière seconde', lycee, '2026-12-01T22:59:59Z', {}, false, 'commencer', 'Commencer'],
  ['une seconde trop tard', lycee, '2026-12-01T23:00:00Z', {}, false, 'attendre', 'Ouvre le 1er mars 2027'],
  ['fermé pour de bon', lycee, '2027-06-16T09:00:00Z', {}, false, 'ferme', 'Fermé depuis le 15 juin 2027'],
  [
    'un collège',
    { connecte: true, etablissement: { audience: 'college', secteur: 'public' } },
    novembre,
    {},
    false,
    'reserve',
    'Réservé aux lycées publics',
  ],
  [
    'un lycée privé',
    { connecte: true, etablissement: { audience: 'lycee', secteur: 'prive' } },
    novembre,
    {},
    false,
    'reserve',
    'Réservé aux lycées publics',
  ],
  ['un agent', { connecte: true }, novembre, {}, false, 'reserve', 'Réservé aux lycées publics'],
  ['un visiteur', { connecte: false }, novembre, {}, false, 'connexion', 'Se connecter pour commencer'],
  [
    'un visiteur, avant l’ouverture',
    { connecte: false },
    '2026-09-01T09:00:00Z',
    {},
    false,
    'attendre',
    'Ouvre le 15 sept. 2026',
  ],
])('%s', (_, regard, instant, existant, plusieurs_dossiers, action, libelle) => {
  const bouton = etatDuBouton({ fiche: fiche(), plusieurs_dossiers }, regard, new Date(instant), existant)
  expect(bouton.action).toBe(action)
  expect(bouton.libelle.replace(/\u00a0/g, ' ')).toBe(libelle)
})

test('sans période, on dépose toute l’année', () => {
  expect(ouverture({ periodes: [] }, new Date(novembre))).toEqual({ etat: 'ouvert', ouvre_le: null, ferme_le: null })
})

test('le changement d’heure ne décale pas une fermeture', () => {
  const calendrier = { periodes: [{ ouvre_le: '2026-10-01T00:00', ferme_le: '2026-10-25T12:00' }] }
  expect(ouverture(calendrier, new Date('2026-10-25T11:00:59Z')).etat).toBe('ouvert')
  expect(ouverture(calendrier, new Date('2026-10-25T11:01:00Z')).etat).toBe('ferme')
})

test.each([
  [[{ ouvre_le: '2026-12-01T08:00', ferme_le: '2026-11-01T08:00' }]],
  [[periodes[1], periodes[0]]],
  [[{ ouvre_le: '2026-02-31T08:00', ferme_le: '2026-11-01T08:00' }]],
  [[{ ouvre_le: '2026-10-01T08:00Z', ferme_le: '2026-11-01T08:00Z' }]],
  [[{ ouvre_le: '2026-10-01T24:00', ferme_le: '2026-11-01T08:00' }]],
])('un calendrier impossible est refusé : %j', (liste) => {
  expect(Calendrier.safeParse({ periodes: liste }).success).toBe(false)
})

test('à qui une fiche s’adresse', () => {
  expect(publicDe({ natures: ['college', 'lycee', 'erea'], secteurs: ['public'] })).toBe(
    'collèges, lycées et EREA publics',
  )
  expect(publicDe({ natures: ['lycee'], secteurs: ['public', 'prive'] })).toBe('lycées')
  expect(publicDe({ natures: ['lycee'], secteurs: ['prive'] })).toBe('lycées privés sous contrat')
})

test.each([
  ['340', 'college'],
  ['352', 'college'],
  ['306', 'lycee'],
  ['320', 'lycee'],
  ['370', 'erea'],
  ['334', undefined],
  ['151', undefined],
  ['constructor', undefined],
])('la nature %s', (nature, audience) => expect(audienceDeNature(nature)).toBe(audience))

test('un visiteur commence aussi sans compte ce qui est ouvert aux familles, jamais le reste', () => {
  const bouton = (sans_compte: Fiche['sans_compte'], regard: Regard) =>
    etatDuBouton({ fiche: fiche({ sans_compte }), plusieurs_dossiers: false }, regard, new Date(novembre))
  expect(bouton(['familles'], { connecte: false })).toMatchObject({ action: 'connexion', sans_compte: true })
  expect(bouton(undefined, { connecte: false }).sans_compte).toBeUndefined()
  expect(bouton(['familles'], lycee).sans_compte).toBeUndefined()
})
