import { describe, expect, test } from 'vitest'
import { guideTravaux as guide } from '#test/guides.ts'
import { ligneDeCercles } from './cercles.ts'

/** The line in one look: ● done, ◉ current, ○ to come, with the statut reached. */
function dessin(...statuts: string[]): string {
  const historique = statuts.map((statut, i) => ({ statut, le: `2026-11-${String(i + 1).padStart(2, '0')}T09:00:00Z` }))
  return ligneDeCercles(guide, historique, statuts.at(-1) ?? '', 'agent')
    .map((c) => `${{ faite: '●', courante: '◉', a_venir: '○' }[c.etat]}${c.statut ? ` ${c.statut.code}` : ''}`)
    .join(' | ')
}

describe('la ligne de cercles', () => {
  test.each<[string, string[], string]>([
    ['au dépôt', ['depose'], '◉ depose | ○ | ○ | ○ | ○ | ○'],
    ['en avançant', ['depose', 'recevable'], '● depose | ◉ recevable | ○ | ○ | ○ | ○'],
    [
      'le dernier statut d’une étape la colore',
      ['depose', 'incomplet', 'recevable'],
      '● incomplet | ◉ recevable | ○ | ○ | ○ | ○',
    ],
    [
      'un statut qui finit l’étape attend la suivante',
      ['depose', 'recevable', 'instruit'],
      '● depose | ● instruit | ◉ | ○ | ○ | ○',
    ],
    [
      'une décision rendue',
      ['depose', 'recevable', 'a_voter', 'refuse'],
      '● depose | ● recevable | ● refuse | ◉ | ○ | ○',
    ],
    [
      'après un recul, la suite n’est plus faite',
      ['depose', 'recevable', 'a_voter', 'incomplet'],
      '◉ incomplet | ○ | ○ | ○ | ○ | ○',
    ],
    [
      'après un recul puis un saut, l’étape sautée est à refaire',
      ['depose', 'recevable', 'depose', 'a_voter'],
      '● depose | ○ | ◉ a_voter | ○ | ○ | ○',
    ],
    ['classé sans suite dès la réception', ['depose', 'sans_suite'], '● depose | ○ | ○ | ○ | ○ | ● sans_suite'],
    [
      'jusqu’au bout',
      ['depose', 'recevable', 'accorde', 'notifie', 'a_payer', 'solde'],
      '● depose | ● recevable | ● accorde | ● notifie | ● a_payer | ● solde',
    ],
    ['un statut que le guide a perdu', ['depose', 'ancien', 'recevable'], '● depose | ◉ recevable | ○ | ○ | ○ | ○'],
  ])('%s', (_, statuts, attendu) => expect(dessin(...statuts)).toBe(attendu))

  test('chacun lit ses mots, avec la couleur, l’icône et le jour', () => {
    const historique = [{ statut: 'depose', le: '2026-11-24T09:00:00Z' }]
    const [usager] = ligneDeCercles(guide, historique, 'depose', 'usager')
    expect(usager).toMatchObject({ libelle: 'Dépôt', couleur: 'bleu', icone: 'boite', le: '2026-11-24T09:00:00Z' })
    expect(usager?.statut?.libelle).toBe('Déposé')
    const [agent, suivante] = ligneDeCercles(guide, historique, 'depose', 'agent')
    expect([agent?.libelle, agent?.statut?.libelle]).toEqual(['Réception', 'À recevoir'])
    expect(suivante).toMatchObject({ couleur: 'gris', icone: 'loupe', statut: null, le: null })
  })

  test('sans historique, le statut courant suffit', () => {
    expect(ligneDeCercles(guide, [], 'recevable', 'agent').map((c) => c.etat)).toEqual([
      'a_venir',
      'courante',
      'a_venir',
      'a_venir',
      'a_venir',
      'a_venir',
    ])
  })
})
