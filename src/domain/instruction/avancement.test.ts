import { describe, expect, test } from 'vitest'
import { guideTravaux as guide } from '#test/guides.ts'
import { avancees, obstacles, type Passage, reculs } from './avancement.ts'
import { Guide } from './guide.ts'

const codes = (statuts: { code: string }[]) => statuts.map((s) => s.code)

describe('où un dossier peut aller', () => {
  test('en avant : les autres statuts de son étape, puis ceux des étapes suivantes', () => {
    expect(codes(avancees(guide, 'a_voter'))).toEqual([
      'accorde',
      'refuse',
      'ajourne',
      'notifie',
      'travaux_en_cours',
      'a_payer',
      'solde',
      'sans_suite',
    ])
  })

  test('un dossier terminé n’avance plus', () => expect(avancees(guide, 'solde')).toEqual([]))

  test('en arrière : les étapes précédentes, la plus proche d’abord', () => {
    expect(codes(reculs(guide, 'a_voter'))).toEqual(['recevable', 'instruit', 'depose', 'incomplet'])
    expect(reculs(guide, 'incomplet')).toEqual([])
  })

  test('une étape qui n’autorise pas le retour est un mur : on y revient, on ne le passe pas', () => {
    expect(reculs(guide, 'notifie')).toEqual([])
    expect(codes(reculs(guide, 'a_payer'))).toEqual(['notifie'])
    expect(codes(reculs(guide, 'solde'))).toEqual(['travaux_en_cours', 'a_payer', 'notifie'])
  })

  test('un statut inconnu ne mène nulle part', () => {
    expect([avancees(guide, 'perdu'), reculs(guide, 'perdu')]).toEqual([[], []])
  })
})

const accord = { decision: { sens: 'accorde' } } as const
const refus = { decision: { sens: 'refuse' } } as const
const piece = { pieces_attendues: ['Attestation d’assurance'] }

test.each<[string, Partial<Passage> & { de: string; vers: string }, string[]]>([
  ['avancer', { de: 'depose', vers: 'recevable' }, []],
  ['sauter une étape', { de: 'depose', vers: 'a_voter' }, []],
  ['rester', { de: 'depose', vers: 'depose' }, ['statut_inchange']],
  ['vers l’inconnu', { de: 'depose', vers: 'lune' }, ['statut_inconnu']],
  ['avec une pièce attendue', { de: 'incomplet', vers: 'recevable', ...piece }, ['piece_attendue']],
  ['avec une pièce attendue, dans la même étape', { de: 'depose', vers: 'incomplet', ...piece }, []],
  ['abandonner malgré une pièce attendue', { de: 'incomplet', vers: 'sans_suite', ...piece }, []],
  ['accorder sans décision', { de: 'a_voter', vers: 'accorde' }, ['decision_attendue']],
  ['accorder avec une décision de refus', { de: 'a_voter', vers: 'accorde', ...refus }, ['decision_attendue']],
  ['accorder', { de: 'a_voter', vers: 'accorde', ...accord }, []],
  ['notifier sans décision', { de: 'a_voter', vers: 'notifie' }, ['decision_attendue']],
  ['notifier un refus', { de: 'refuse', vers: 'notifie', ...refus }, []],
  ['payer après un refus', { de: 'notifie', vers: 'a_payer', ...refus }, ['decision_defavorable']],
  ['payer après un accord', { de: 'notifie', vers: 'a_payer', ...accord }, []],
  ['solder sans décision', { de: 'depose', vers: 'solde' }, ['decision_attendue']],
  ['avancer un dossier terminé', { de: 'sans_suite', vers: 'solde', ...accord }, ['dossier_termine']],
  ['reculer sans motif', { de: 'recevable', vers: 'depose' }, ['motif_attendu']],
  ['reculer avec un motif d’espaces', { de: 'recevable', vers: 'depose', motif: '   ' }, ['motif_attendu']],
  ['reculer', { de: 'recevable', vers: 'depose', motif: 'Devis illisible', ...piece }, []],
  ['reculer derrière un mur', { de: 'a_payer', vers: 'a_voter', motif: 'Erreur de vote' }, ['retour_interdit']],
  ['rouvrir', { de: 'solde', vers: 'a_payer', motif: 'Facture oubliée', ...accord }, []],
  ['tout à la fois', { de: 'incomplet', vers: 'a_payer', ...piece }, ['piece_attendue', 'decision_attendue']],
])('%s', (_, passage, attendus) => {
  const trouves = obstacles(guide, { pieces_attendues: [], ...passage })
  expect(trouves.map((o) => o.code)).toEqual(attendus)
  for (const { message } of trouves) expect(message).toMatch(/^\p{Lu}.*\.$/u)
})

test('les pièces qui manquent sont nommées', () => {
  const passage = { de: 'incomplet', vers: 'recevable', pieces_attendues: ['RIB', 'Devis', 'Plan'] }
  expect(obstacles(guide, passage)[0]?.message).toBe(
    'L’établissement doit encore fournir « RIB », « Devis » et « Plan ».',
  )
})

describe('un guide mal fait est refusé', () => {
  const [reception, ...autres] = guide.etapes
  const messages = (etapes: unknown) =>
    Guide.safeParse({ etapes })
      .error?.issues.map((i) => i.message)
      .join(' ') ?? ''

  test('deux codes, deux initiaux, un ordre brisé, pas de fin', () => {
    expect(messages([reception, ...autres, { ...reception, ordre: 9 }])).toMatch(
      /Deux étapes.*Deux statuts.*exactement un/,
    )
    expect(messages([reception, ...autres.toReversed()])).toMatch(/ordre croissant/)
    expect(messages(autres)).toMatch(/exactement un statut initial/)
    expect(messages([reception])).toMatch(/termine le dossier/)
  })

  test('un statut initial ailleurs qu’au début', () => {
    expect(messages([...autres.slice(0, 1), { ...reception, ordre: 3 }, ...autres.slice(4)])).toMatch(/première étape/)
  })
})
