import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Changement, etatA, periodesOuvertes, type ValeurConnue } from './temps.ts'

const JOUR = 86_400_000
const jour = (n: number) => new Date(Date.UTC(2020, 0, 1) + n * JOUR).toISOString().slice(0, 10)
const instant = (n: number) => new Date(Date.UTC(2024, 0, 1) + n * JOUR).toISOString()

let id = 0
const changement = (c: Partial<Changement>): Changement => {
  id += 1
  return {
    id,
    genre: 'modification',
    champs: {},
    etat: null,
    origine: 'annuaire',
    auteur: null,
    connu_le: instant(id),
    valable_du: jour(id),
    ...c,
  }
}
const valeurA = (histoire: Changement[], champ: string, valable: string, connu: string) =>
  etatA(histoire, {}, { valable, connu }).get(champ)?.valeur

describe('la fiche à un jour, telle qu’on la connaissait', () => {
  const histoire = [
    changement({ genre: 'creation', etat: { nom: 'A' }, valable_du: '2020-09-01', connu_le: '2024-01-01T00:00:00Z' }),
    changement({
      champs: { nom: { avant: 'A', apres: 'B' } },
      valable_du: '2023-09-01',
      connu_le: '2024-02-01T00:00:00Z',
    }),
    changement({
      genre: 'passe',
      champs: { nom: { avant: 'A', apres: 'A bis' } },
      valable_du: '2022-09-01',
      connu_le: '2024-03-01T00:00:00Z',
    }),
  ]
  test.each([
    ['2019-01-01', '2024-06-01T00:00:00Z', undefined],
    ['2021-01-01', '2024-06-01T00:00:00Z', 'A'],
    ['2023-01-01', '2024-06-01T00:00:00Z', 'A bis'],
    ['2023-01-01', '2024-02-15T00:00:00Z', 'A'],
    ['2024-01-01', '2024-06-01T00:00:00Z', 'B'],
    ['2024-01-01', '2024-01-15T00:00:00Z', 'A'],
    ['2024-01-01', '2023-12-31T00:00:00Z', undefined],
  ])('le %s, connu le %s : %s', (valable, connu, attendu) => {
    expect(valeurA(histoire, 'nom', valable, connu)).toBe(attendu)
  })

  test('une correction qui vaut depuis plus tôt l’emporte sur ce que l’on croyait depuis', () => {
    const corrigee = [
      ...histoire,
      changement({
        champs: { nom: { avant: 'B', apres: 'C' } },
        valable_du: '2021-09-01',
        connu_le: '2024-04-01T00:00:00Z',
      }),
    ]
    expect(valeurA(corrigee, 'nom', '2024-01-01', '2024-06-01T00:00:00Z')).toBe('C')
    expect(valeurA(corrigee, 'nom', '2024-01-01', '2024-03-15T00:00:00Z')).toBe('B')
    expect(valeurA(corrigee, 'nom', '2021-01-01', '2024-06-01T00:00:00Z')).toBe('A')
  })

  test('une création sans valeurs de départ les retrouve en défaisant les changements', () => {
    const ancienne = histoire.map((c) => (c.genre === 'creation' ? { ...c, etat: null } : c))
    const etat = etatA(ancienne, { nom: 'B', siret: 'S' }, { valable: '2021-01-01', connu: instant(400) })
    expect(etat.get('nom')?.valeur).toBe('A')
    expect(etat.get('siret')?.valeur).toBe('S')
  })
})

/** A life: a creation then changes, each with its day, some learnt long after; and the row that results. */
const vie = fc
  .array(
    fc.record({
      champ: fc.constantFrom('nom', 'siret', 'wifi'),
      valeur: fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 9 })),
      jour: fc.integer({ min: 0, max: 1000 }),
      passe: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((pas) => {
    const courant: Record<string, ValeurConnue> = { nom: 0, siret: 0 }
    const du: Record<string, number> = { nom: 0, siret: 0 }
    const changements: Changement[] = [
      changement({ id: 1, genre: 'creation', etat: { ...courant }, valable_du: jour(0), connu_le: instant(0) }),
    ]
    for (const [n, p] of pas.entries()) {
      // What is learnt of a time already replaced does not change the row.
      const passe = p.passe && p.jour < (du[p.champ] ?? -1)
      changements.push(
        changement({
          id: n + 2,
          genre: passe ? 'passe' : 'modification',
          champs: { [p.champ]: { avant: courant[p.champ] ?? null, apres: p.valeur } },
          valable_du: jour(p.jour),
          connu_le: instant(n + 1),
        }),
      )
      if (passe) continue
      courant[p.champ] = p.valeur
      du[p.champ] = p.jour
    }
    return { changements, courant }
  })

test('aujourd’hui et maintenant, la fiche est la ligne courante', () => {
  fc.assert(
    fc.property(vie, ({ changements, courant }) => {
      const etat = etatA(changements, courant, { valable: jour(2000), connu: instant(2000) })
      expect(Object.fromEntries([...etat].map(([champ, s]) => [champ, s.valeur]))).toEqual(courant)
    }),
  )
})

test('à un moment passé, rien de ce qui vient après ne se voit', () => {
  fc.assert(
    fc.property(vie, fc.nat(40), fc.nat(1000), ({ changements, courant }, quand, quel) => {
      const moment = { valable: jour(quel), connu: instant(quand) }
      const etat = etatA(changements, courant, moment)
      for (const { changement: c, du } of etat.values()) {
        expect(c.connu_le <= moment.connu).toBe(true)
        expect(du <= moment.valable).toBe(true)
      }
      // Cutting the future away changes nothing of what is seen.
      const avant = changements.filter((c) => c.connu_le <= moment.connu)
      expect([...etatA(avant, {}, moment)]).toEqual([...etat])
    }),
  )
})

test('cas 14 : fermé puis rouvert, un établissement a deux périodes', () => {
  const ferme = { avant: 'ouvert', apres: 'ferme' }
  const histoire = [
    changement({
      genre: 'creation',
      etat: { etat: 'ouvert' },
      valable_du: '2020-09-01',
      connu_le: '2024-01-01T00:00:00Z',
    }),
    changement({
      champs: { etat: ferme, date_fermeture: { avant: null, apres: '2021-08-31' } },
      valable_du: '2021-09-01',
      connu_le: '2024-02-01T00:00:00Z',
    }),
  ]
  const courant = { date_ouverture: '1978-09-01' }
  expect(periodesOuvertes(histoire, courant)).toEqual([{ depuis: '1978-09-01', jusque: '2021-08-31' }])
  const rouvert = changement({
    champs: { etat: { avant: 'ferme', apres: 'ouvert' }, date_fermeture: { avant: '2021-08-31', apres: null } },
    valable_du: '2023-09-01',
    connu_le: '2024-03-01T00:00:00Z',
  })
  expect(periodesOuvertes([...histoire, rouvert], courant)).toEqual([
    { depuis: '1978-09-01', jusque: '2021-08-31' },
    { depuis: '2023-09-01', jusque: null },
  ])
})
