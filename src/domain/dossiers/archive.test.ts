import { describe, expect, test } from 'vitest'
import { cheminsDArchive, nomDeFichier } from './archive.ts'

describe('les noms dans l’archive', () => {
  test.each([
    ['../../etc/passwd', 'etc passwd'],
    ['a\\b:c*?.pdf', 'a b c.pdf'],
    ['con.pdf', '_con.pdf'],
    ['...', 'fichier'],
    ['Devis signé.pdf', 'Devis signé.pdf'],
    ['été\u202e\u0000.pdf', 'été.pdf'],
  ])('%j devient %j', (nom, propre) => expect(nomDeFichier(nom)).toBe(propre))

  test('restent courts avec leur extension, sans couper un signe', () => {
    const nom = nomDeFichier(`${'🙂'.repeat(200)}.pdf`)
    expect([[...nom].length, nom.endsWith('.pdf'), nom.isWellFormed()]).toEqual([80, true, true])
  })

  test('sont uniques dans leur question, sans égard aux capitales', () => {
    const p = (question: string, nom: string) => ({ question, nom })
    expect(
      cheminsDArchive([
        p('Devis', 'a.pdf'),
        p('Devis', 'A.pdf'),
        p('Photos', 'a.pdf'),
        p('Devis', 'a (2).pdf'),
        p('devis', 'a.pdf'),
      ]),
    ).toEqual(['Devis/a.pdf', 'Devis/A (2).pdf', 'Photos/a.pdf', 'Devis/a (2) (2).pdf', 'devis/a (3).pdf'])
  })
})
