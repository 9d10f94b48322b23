import { describe, expect, test } from 'vitest'
import { fautesDeDecision, mentionneLesRecours, montantRetenu, phraseDeDecision } from './decision.ts'

const champs = (saisie: Parameters<typeof fautesDeDecision>[0], demande: number | null = 10_000) =>
  fautesDeDecision(saisie, demande).map((f) => f.champ)

describe('une décision bien formée', () => {
  test.each([
    ['accordée sans montant : celui demandé', { sens: 'accorde', motif: '' } as const, []],
    ['accordée en plein', { sens: 'accorde', montant: 10_000, motif: '' } as const, []],
    ['accordée au-delà de la demande', { sens: 'accorde', montant: 10_000.01, motif: '' } as const, ['montant']],
    [
      'accordée en dessous : c’est un accord partiel',
      { sens: 'accorde', montant: 9_000, motif: '' } as const,
      ['montant'],
    ],
    ['partielle sans rien', { sens: 'accorde_partiel', motif: '' } as const, ['motif', 'montant']],
    ['partielle motivée', { sens: 'accorde_partiel', montant: 9_000, motif: 'Enveloppe réduite' } as const, []],
    ['refusée sans motif', { sens: 'refuse', motif: '' } as const, ['motif']],
    ['refusée avec un montant', { sens: 'refuse', montant: 5, motif: 'Hors critères' } as const, ['montant']],
    ['reportée', { sens: 'ajourne', motif: '' } as const, []],
  ])('%s', (_, saisie, attendus) => expect(champs(saisie)).toEqual(attendus))

  test('sans montant demandé, le montant est libre', () =>
    expect(champs({ sens: 'accorde_partiel', montant: null, motif: 'Deux classes sur trois' }, null)).toEqual([]))

  test('accorder sans montant retient celui de la demande', () => {
    expect(montantRetenu({ sens: 'accorde', motif: '' }, 1234.5)).toBe(1234.5)
    expect(montantRetenu({ sens: 'refuse', motif: 'x' }, 1234.5)).toBeNull()
  })
})

test('la lettre dit la décision et le montant en toutes lettres françaises', () => {
  expect(phraseDeDecision('accorde_partiel', 12_345.5)).toBe(
    'Votre demande est accordée en partie, pour un montant de 12\u202f345,50\u00a0€.',
  )
  expect(phraseDeDecision('refuse', null)).toBe('Votre demande est refusée.')
})

test('les voies de recours accompagnent ce qui fait grief, et toujours le public', () => {
  expect(mentionneLesRecours('accorde', 'administration')).toBe(false)
  expect(mentionneLesRecours('refuse', 'administration')).toBe(true)
  expect(mentionneLesRecours('accorde', 'public')).toBe(true)
})
