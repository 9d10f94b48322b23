import { expect, test } from 'vitest'
import { sinistre, unFormulaire } from '#test/formulaires.ts'
import { commencer, origineDe } from './prefill.ts'

const contexte = {
  etablissement: { uai: '0310044Y', telephone: '', adresse: null, nom: 'x'.repeat(2000), date: '2026-09-12' },
  demandeur: { courriel: 'claire@preau.example', date: '2026-10-01' },
}
const definition = unFormulaire(
  { id: 'uai', type: 'texte', libelle: 'UAI', source: 'etablissement.uai' },
  { id: 'nom', type: 'texte', libelle: 'Nom', source: 'etablissement.nom' },
  { id: 'telephone', type: 'telephone', libelle: 'Téléphone', source: 'etablissement.telephone' },
  { id: 'adresse', type: 'texte', libelle: 'Adresse', source: 'etablissement.adresse' },
  { id: 'courriel', type: 'courriel', libelle: 'Courriel', source: 'demandeur.courriel' },
  { id: 'libre', type: 'texte', libelle: 'Libre' },
)

test('ce que la maison connaît est rempli avec sa source et sa date ; le vide et le monstrueux sont laissés', () => {
  const { reponses, preremplis } = commencer(definition, contexte)
  expect(reponses).toEqual({ uai: '0310044Y', courriel: 'claire@preau.example' })
  expect(preremplis).toEqual({
    uai: { valeur: '0310044Y', source: 'Référentiel', date: '2026-09-12' },
    courriel: { valeur: 'claire@preau.example', source: 'Compte', date: '2026-10-01' },
  })
})

test('une valeur préremplie puis changée garde son origine et est marquée modifiée', () => {
  const { reponses, preremplis } = commencer(definition, contexte)
  expect(origineDe('courriel', preremplis, reponses)).toMatchObject({ source: 'Compte', modifie: false })
  const changees = { ...reponses, courriel: 'direction@preau.example' }
  expect(origineDe('courriel', preremplis, changees)).toEqual({
    valeur: 'claire@preau.example',
    source: 'Compte',
    date: '2026-10-01',
    modifie: true,
  })
  expect(origineDe('libre', preremplis, changees)).toBeUndefined()
  expect(origineDe('constructor', preremplis, changees)).toBeUndefined()
})

test('un bloc obligatoire commence avec ses lignes, même masqué', () => {
  expect(commencer(sinistre, contexte).reponses).toEqual({ devis: [{ id: 'l1', valeurs: {} }] })
})
