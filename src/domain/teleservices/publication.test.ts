import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { modeleLivre } from './modele.ts'
import { lirePubliable } from './publication.ts'

const modele = modeleLivre(
  JSON.parse(readFileSync(new URL('../../../donnees/modeles/travaux-urgents.json', import.meta.url), 'utf8')),
)

test('un modèle livré se publie', () => {
  expect(lirePubliable(modele)).toEqual({ modele, defauts: [] })
})

test.each(['adresse', 'courriel', 'telephone'] as const)(
  'sans %s du service, l’accusé serait incomplet : refus',
  (cle) => {
    const { [cle]: _, ...contact } = modele.fiche.contact
    const { defauts } = lirePubliable({ ...modele, fiche: { ...modele.fiche, contact } })
    expect(defauts.map((d) => d.chemin)).toEqual([`fiche.contact.${cle}`])
  },
)

test('une condition sur un champ disparu empêche de publier, avec sa place', () => {
  const formulaire = structuredClone(modele.formulaire)
  formulaire.etapes[0]?.champs.shift()
  const { defauts } = lirePubliable({ ...modele, formulaire })
  expect(defauts.length).toBeGreaterThan(0)
  expect(defauts[0]?.chemin).toMatch(/^formulaire\.etapes\[0\]/)
})

test.each([null, 42, 'texte', [], {}, { ...modele, inconnu: 1 }, { ...modele, code: 'Majuscules Interdites' }])(
  'ce qui n’est pas un modèle est refusé, sans planter (%#)',
  (document) => {
    const { modele: lu, defauts } = lirePubliable(document)
    expect(lu).toBeUndefined()
    expect(defauts.length).toBeGreaterThan(0)
  },
)
