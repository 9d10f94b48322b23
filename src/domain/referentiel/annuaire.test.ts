import { describe, expect, test } from 'vitest'
import { ANNUAIRE, LISTE_NATIONALE, tableDe } from '#test/donnees.ts'
import { lecteurAnnuaire } from './annuaire.ts'
import { lecteurListeNationale } from './liste-nationale.ts'
import { type Etablissement, ranger } from './sites.ts'

const { entetes, lignes } = tableDe(ANNUAIRE, ';')
const lire = lecteurAnnuaire(entetes)
const lectures = lignes.map(lire)
const etablissements = lectures.filter((l): l is Etablissement => l.genre === 'etablissement')
const deUai = (uai: string) => etablissements.filter((e) => e.uai === uai)
const seul = (uai: string) => deUai(uai)[0]

/** A real row with some columns changed. */
function variante(uai: string, changes: Record<string, string>) {
  const ligne = lignes.find((l) => l[0] === uai) ?? []
  return lire(ligne.map((valeur, i) => changes[entetes[i]?.replace('\uFEFF', '') ?? ''] ?? valeur))
}

describe('annuaire de l’académie de Toulouse', () => {
  test('680 lignes du second degré, le reste hors champ, rien de rejeté', () => {
    expect(lignes).toHaveLength(3442)
    expect(Object.fromEntries([...Map.groupBy(lectures, (l) => l.genre)].map(([g, l]) => [g, l.length]))).toEqual({
      etablissement: 680,
      hors_champ: 2762,
    })
  })

  test('nom et nature qui se contredisent sont gardés tous deux', () => {
    expect(seul('0310054R')?.champs).toMatchObject({
      nom: 'Lycée polyvalent Renée Bonnet',
      nature: '320',
      type: 'lycee',
      telephone: '05 62 88 91 11',
    })
  })

  test('une section garde sa mère', () => {
    const sections = etablissements.filter((e) => e.champs.rattachement === 'section')
    const annexes = etablissements.filter((e) => e.champs.rattachement === 'annexe')
    expect([sections.length, annexes.length]).toEqual([59, 17])
    expect(seul('0312745R')?.champs).toMatchObject({ mere_uai: '0190834D', rattachement: 'annexe' })
  })

  test('sans coordonnées ni SIRET, la ligne reste, sans valeur inventée', () => {
    expect(etablissements.filter((e) => e.champs.latitude === undefined)).toHaveLength(10)
    expect(etablissements.filter((e) => e.champs.siret === undefined)).toHaveLength(60)
  })

  test('le contrat inconnu « !! » est gardé tel quel', () => {
    expect(etablissements.filter((e) => e.champs.contrat === '!!')).toHaveLength(1)
  })

  test('un SIRET à la clé fausse est écarté et signalé, la ligne reste', () => {
    const lue = variante('0310054R', { SIREN_SIRET: '21120288800042', Telephone: '12' })
    expect(lue).toMatchObject({
      genre: 'etablissement',
      remarques: [
        { champ: 'siret', valeur: '21120288800042' },
        { champ: 'telephone', valeur: '12' },
      ],
    })
  })

  test('une lettre de contrôle fausse fait rejeter la ligne', () => {
    expect(variante('0310054R', { Identifiant_de_l_etablissement: '0310054A' })).toMatchObject({
      genre: 'rejet',
      uai: '0310054A',
      code: 'uai_incorrect',
    })
  })

  test('un fichier étranger est refusé en disant ce qui manque', () => {
    expect(() => lecteurAnnuaire(['a', 'b'])).toThrow(/Identifiant_de_l_etablissement/)
  })
})

describe('lignes qui partagent un UAI', () => {
  test.each([
    ['0460054J', 'Collège Marcel Masbou', 'Collège Les Castors'],
    ['0311631E', 'Collège Michelet', 'Collège Michelet - annexe'],
  ])('%s : la principale puis le site, quel que soit l’ordre du fichier', (uai, principale, site) => {
    const attendu = [principale, site]
    expect(ranger(deUai(uai)).map((e) => e.champs.nom)).toEqual(attendu)
    expect(ranger(deUai(uai).toReversed()).map((e) => e.champs.nom)).toEqual(attendu)
  })

  test('le site de Bagnac perd la commune et les coordonnées recopiées de Figeac', () => {
    const [figeac, bagnac] = ranger(deUai('0460054J'))
    expect(figeac?.lieu.code_commune).toBe('46102')
    expect(bagnac?.champs.latitude).toBeUndefined()
    expect(bagnac?.lieu).toMatchObject({ code_commune: undefined, commune: 'Bagnac-sur-Célé' })
  })
})

describe('liste nationale', () => {
  const table = tableDe(LISTE_NATIONALE, ',')
  const nationaux = table.lignes
    .map(lecteurListeNationale(table.entetes))
    .filter((l): l is Etablissement => l.genre === 'etablissement')

  test('12 455 collèges et lycées, tous les UAI justes et uniques', () => {
    expect(nationaux).toHaveLength(12_455)
    expect(new Set(nationaux.map((e) => e.uai)).size).toBe(12_455)
  })

  test('deux lignes sans nom et 192 sans coordonnées restent', () => {
    expect(nationaux.filter((e) => e.champs.nom === 'Collège sans nom').map((e) => e.uai)).toEqual([
      '0922923C',
      '0731577T',
    ])
    expect(nationaux.filter((e) => e.champs.latitude === undefined)).toHaveLength(192)
  })
})
