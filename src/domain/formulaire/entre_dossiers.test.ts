import { expect, test } from 'vitest'
import type { Definition } from './definition.ts'
import { debutDeLAnnee, nommerAnnee, refusEntreDossiers } from './entre_dossiers.ts'
import { visiter } from './visite.ts'

const definition: Definition = {
  ...{ format: 'preau/formulaire@1', titre: 'Essai' },
  etapes: [
    {
      ...{ id: 'e', titre: 'Étape' },
      champs: [
        { id: 'seul', type: 'oui_non', libelle: 'Nous payons seuls' },
        { id: 'montant', type: 'montant', libelle: 'Montant' },
        { id: 'rang', type: 'nombre', libelle: 'Rang', unique: true },
      ],
    },
  ],
  plafonds: [
    { champ: 'montant', max: 45_000_00, annee: 'civile', si: { champ: 'seul', op: 'different', valeur: true } },
  ],
}
const refus = (reponses: object, autres = { plafonds: [{ utilise: 30_000_00, dossiers: 2 }], pris: { rang: ['2'] } }) =>
  refusEntreDossiers(definition, visiter(definition, { ...reponses }).lire, autres, '2026-11-24')

test('jusqu’au plafond, pas un centime de plus', () => {
  expect(refus({ seul: false, montant: 15_000_00 })).toEqual([])
  const [trop] = refus({ seul: false, montant: 15_000_01 })
  expect(trop?.champ).toBe('montant')
  expect(trop?.message.replace(/\s/g, ' ')).toBe(
    'Plafond de 45 000 € par établissement pour l’année civile 2026 : 30 000 € déjà demandés dans 2 dossiers, il reste 15 000 €.',
  )
  expect(refus({ seul: false, montant: 45_000_01 }, { plafonds: [], pris: { rang: [] } })).toHaveLength(1)
})

test('ce que la condition laisse hors du plafond ne compte pas', () => {
  expect(refus({ seul: true, montant: 90_000_00 })).toEqual([])
  expect(refus({ seul: false, montant: 90_000_00 })).toHaveLength(1)
  expect(refus({})).toEqual([])
})

test('une réponse qui ne se donne qu’une fois est refusée quand un autre dossier l’a prise', () => {
  expect(refus({ rang: 1 })).toEqual([])
  expect(refus({ rang: 2 })).toMatchObject([{ champ: 'rang' }])
})

test.each([
  ['civile', '2026-08-31', '2026-01-01', 'l’année civile 2026'],
  ['scolaire', '2026-08-31', '2025-09-01', 'l’année scolaire 2025-2026'],
  ['scolaire', '2026-09-01', '2026-09-01', 'l’année scolaire 2026-2027'],
] as const)('année %s du %s', (annee, jour, debut, nom) => {
  expect(debutDeLAnnee(annee, jour)).toBe(debut)
  expect(nommerAnnee(annee, jour)).toBe(nom)
})
