import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modeleLivre } from '../teleservices/modele.ts'
import { phraseDeja } from './deja.ts'
import { estEnRetard } from './retard.ts'
import { statutMontre, statutVu } from './vue.ts'

const { guide } = modeleLivre(JSON.parse(readFileSync('donnees/modeles/travaux-urgents.json', 'utf8')))

test('deux statuts de même libellé public ne se distinguent en rien pour l’établissement', () => {
  expect(statutVu(guide, 'instruit', 'usager')).toEqual(statutVu(guide, 'avis_demande', 'usager'))
  expect(statutVu(guide, 'instruit', 'usager').qui_agit).toBe('service')
  expect(statutVu(guide, 'instruit', 'agent')).toMatchObject({ code: 'instruit', libelle: 'Proposition faite' })
})

test('une décision ne se voit pas avant sa notification', () => {
  expect(statutMontre(guide, 'refuse', 'avis_demande', false).libelle_usager).toBe('En instruction')
  expect(statutMontre(guide, 'refuse', 'avis_demande', true).libelle_usager).toBe('Refusé')
  expect(statutMontre(guide, 'notifie', 'avis_demande', true).libelle_usager).toBe('Décision notifiée')
})

test('un dossier est en retard passé l’échéance, ou gardé trente jours par la collectivité', () => {
  const maintenant = new Date('2026-11-24T10:00:00Z')
  const suivi = { termine: false, qui_agit: 'service', depuis: '2026-11-01T10:00:00Z', echeance: null }
  expect(estEnRetard(suivi, maintenant)).toBe(false)
  expect(estEnRetard({ ...suivi, depuis: '2026-10-20T10:00:00Z' }, maintenant)).toBe(true)
  expect(estEnRetard({ ...suivi, depuis: '2026-10-20T10:00:00Z', qui_agit: 'assemblee' }, maintenant)).toBe(false)
  expect(estEnRetard({ ...suivi, qui_agit: 'etablissement', echeance: '2026-11-23' }, maintenant)).toBe(true)
  expect(estEnRetard({ ...suivi, echeance: '2026-11-24' }, maintenant)).toBe(false)
  expect(estEnRetard({ ...suivi, echeance: '2026-11-23', termine: true }, maintenant)).toBe(false)
})

test('on dit qui a agi avant, à l’heure de Paris, et le jour quand ce n’est pas aujourd’hui', () => {
  const acte = { code: 'dossier_avance', acteur: 'Bruno Castéra', le: '2026-11-24T09:42:10Z' }
  expect(phraseDeja(acte, new Date('2026-11-24T12:00:00Z'))).toBe(
    'Le dossier a déjà été avancé par Bruno Castéra à 10\u00a0h\u00a042.',
  )
  expect(phraseDeja(acte, new Date('2026-11-25T12:00:00Z'))).toContain('le 24\u00a0nov.\u00a02026 à')
})
