import { expect, test } from 'vitest'
import type { Acteur } from '../acteur.ts'
import { CODES_GROUPE } from './champ-de-fiche.ts'
import { peutLireGroupe } from './droits.ts'
import { obstaclesDeLecture, peutFusionner } from './fusion-droits.ts'

const champ = (valeurs: unknown[]) => ({ groupe: 'moyens' as const, valeurs })

test('cas 5 : des valeurs illisibles qui diffèrent réservent la fusion à qui les lit, sans en rien dire', () => {
  const [obstacle, ...autres] = obstaclesDeLecture([champ(['secret A', 'secret B'])], () => false)
  expect(autres).toEqual([])
  expect(obstacle?.message).toContain('un agent qui y a accès')
  expect(JSON.stringify(obstacle)).not.toContain('secret')
  expect(obstaclesDeLecture([champ(['pareil', 'pareil'])], () => false)).toEqual([])
  expect(obstaclesDeLecture([champ(['secret A', 'secret B'])], () => true)).toEqual([])
})

test('cas 5 : aujourd’hui, qui peut fusionner lit tous les groupes de champs', () => {
  const commun = { genre: 'personne', id: 1, prenom: 'A', nom: 'B', courriel: 'a@b.example', habilitations: [] }
  const acteurs = [
    { ...commun, role: 'administrateur', perimetres: [] },
    { ...commun, role: 'agent', perimetres: [{ genre: 'tout', code: '' }] },
    { ...commun, role: 'agent', perimetres: [{ genre: 'departement', code: '31' }] },
    { ...commun, role: 'usager', perimetres: [] },
  ] as unknown as Acteur[]
  expect(acteurs.map(peutFusionner)).toEqual([true, true, false, false])
  for (const acteur of acteurs.filter(peutFusionner))
    expect(CODES_GROUPE.every((g) => peutLireGroupe(acteur, g))).toBe(true)
})
