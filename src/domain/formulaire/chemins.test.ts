import { expect, test } from 'vitest'
import { sinistre, unFormulaire, unFormulaireEnEtapes } from '#test/formulaires.ts'
import { explorer } from './chemins.ts'
import type { Champ } from './definition.ts'

test('les chemins d’un formulaire, sans doublon', () => {
  const { chemins, complet } = explorer(sinistre)
  expect(complet).toBe(true)
  expect(chemins.map((c) => [c.reponses.map((r) => r.texte), c.etapes.map((e) => e.titre)])).toEqual([
    [['Oui'], ['Les faits', 'Le coût']],
    [['Non'], ['Les faits', 'Le coût']],
    [['sans réponse'], ['Les faits']],
  ])
  expect(chemins[0]?.etapes[0]?.champs.map((c) => c.libelle)).toContain('Numéro d’assurance')
  expect(chemins[1]?.etapes[0]?.champs.map((c) => c.libelle)).not.toContain('Numéro d’assurance')
})

test('un formulaire sans condition n’a qu’un chemin', () => {
  expect(explorer(unFormulaire({ id: 'a', type: 'texte', libelle: 'A' })).chemins).toHaveLength(1)
})

test('une borne donne un chemin de chaque côté', () => {
  const { chemins } = explorer(
    unFormulaire(
      { id: 'n', type: 'nombre', libelle: 'N' },
      { id: 'b', type: 'texte', libelle: 'B', condition: { champ: 'n', op: 'au_moins', valeur: 10 } },
    ),
  )
  expect(chemins.map((c) => c.reponses[0]?.texte)).toEqual(['sans réponse', '10'])
})

test('trop de chemins : on le dit, et l’on s’arrête', () => {
  const champs = Array.from({ length: 12 }, (_, i): Champ[] => [
    { id: `q${i}`, type: 'oui_non', libelle: `Q${i}` },
    { id: `s${i}`, type: 'texte', libelle: `S${i}`, condition: { champ: `q${i}`, op: 'egal', valeur: true } },
  ]).flat()
  const { chemins, complet } = explorer(unFormulaireEnEtapes({ id: 'e', titre: 'E', champs }))
  expect(complet).toBe(false)
  expect(chemins.length).toBeLessThanOrEqual(60)
})
