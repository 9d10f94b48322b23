import { expect, test } from 'vitest'
import { unFormulaire } from '#test/formulaires.ts'
import type { Condition } from './conditions.ts'
import { phrase } from './phrases.ts'

const options = [
  { valeur: 'a', libelle: 'Chauffage' },
  { valeur: 'b', libelle: 'Eau' },
]
const definition = unFormulaire(
  { id: 'danger', type: 'oui_non', libelle: 'Y a-t-il un danger ?' },
  { id: 'cout', type: 'montant', libelle: 'Coût' },
  { id: 'jour', type: 'date', libelle: 'Départ' },
  { id: 'type', type: 'choix', libelle: 'Nature', options },
  { id: 'manques', type: 'choix_multiple', libelle: 'Manques', options },
  { id: 'accord', type: 'case', libelle: 'J’accepte' },
  { id: 'eleves', type: 'nombre', libelle: 'Élèves' },
)
const danger: Condition = { champ: 'danger', op: 'egal', valeur: true }
const cher: Condition = { champ: 'cout', op: 'au_moins', valeur: 10_000_00 }
const eau: Condition = { champ: 'type', op: 'egal', valeur: 'b' }

test.each<[Condition, string]>([
  [danger, 'vous avez répondu « Oui » à « Y a-t-il un danger ? »'],
  [{ non: danger }, 'vous n’avez pas répondu « Oui » à « Y a-t-il un danger ? »'],
  [cher, '« Coût » atteint 10 000 €'],
  [{ champ: 'cout', op: 'superieur', valeur: 12_345_50 }, '« Coût » dépasse 12 345,50 €'],
  [{ champ: 'eleves', op: 'au_plus', valeur: 1200 }, '« Élèves » ne dépasse pas 1 200'],
  [{ champ: 'jour', op: 'superieur', valeur: '2026-12-01' }, '« Départ » est après le 1er déc. 2026'],
  [{ champ: 'jour', op: 'au_moins', valeur: '2026-12-01' }, '« Départ » n’est pas avant le 1er déc. 2026'],
  [eau, '« Nature » est « Eau »'],
  [{ champ: 'type', op: 'different', valeur: 'b' }, '« Nature » n’est pas « Eau »'],
  [{ champ: 'type', op: 'parmi', valeur: ['a', 'b'] }, '« Nature » est « Chauffage » ou « Eau »'],
  [{ champ: 'manques', op: 'contient', valeur: 'a' }, '« Manques » contient « Chauffage »'],
  [{ champ: 'accord', op: 'egal', valeur: true }, 'la case « J’accepte » est cochée'],
  [{ champ: 'accord', op: 'egal', valeur: false }, 'la case « J’accepte » n’est pas cochée'],
  [{ champ: 'accord', op: 'different', valeur: false }, 'la case « J’accepte » est cochée'],
  [{ champ: 'eleves', op: 'rempli' }, '« Élèves » est renseigné'],
  [{ champ: 'eleves', op: 'vide' }, '« Élèves » n’est pas renseigné'],
  [{ et: [danger, cher] }, 'vous avez répondu « Oui » à « Y a-t-il un danger ? » et « Coût » atteint 10 000 €'],
  [{ ou: [eau, cher] }, 'soit « Nature » est « Eau », soit « Coût » atteint 10 000 €'],
  [{ non: { et: [eau, cher] } }, 'soit « Nature » n’est pas « Eau », soit « Coût » n’atteint pas 10 000 €'],
  [{ ou: [eau] }, '« Nature » est « Eau »'],
])('%j', (condition, attendu) => {
  expect(phrase(condition, definition).replace(/[\u00a0\u202f]/g, ' ')).toBe(
    `Cette question apparaît parce que ${attendu}.`,
  )
})
