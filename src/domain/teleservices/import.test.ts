import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lireModele } from '#test/modeles.ts'
import { lireImport } from './import.ts'

const lire = (nom: string) => JSON.parse(readFileSync(new URL(`../../../test/${nom}`, import.meta.url), 'utf8'))
const DEMARCHE = lire('demarche-simplifiee.json')
const DOSSIER = lire('dossier-simplifie.json')
const MODELE = lireModele('travaux-urgents.json')

test('un formulaire, un téléservice entier, une démarche : chacun dit ce qu’il donnera', () => {
  const formulaire = lireImport(MODELE.formulaire)
  expect(formulaire.formulaire).toEqual(MODELE.formulaire)
  expect(formulaire.rapport).toMatchObject({ genre: 'formulaire', titre: MODELE.formulaire.titre, defauts: [] })
  expect(formulaire.rapport.etapes.map((e) => e.titre)).toEqual(MODELE.formulaire.etapes.map((e) => e.titre))
  expect(lireImport(MODELE)).toMatchObject({ modele: MODELE, rapport: { genre: 'teleservice', defauts: [] } })
  const demarche = lireImport(DEMARCHE).rapport
  expect(demarche).toMatchObject({ genre: 'demarche', titre: 'Travaux urgents dans les lycées (exemple)', defauts: [] })
  expect(demarche.approches.map((a) => a.libelle)).toEqual([
    'Choix proposés et caractère obligatoire',
    'Nature des travaux',
  ])
  expect(demarche.absents.map((a) => a.libelle)).toEqual(['Note du service'])
})

test('un dossier enregistré sur une vraie démarche donne ses questions, sans en perdre une en silence', () => {
  const { rapport, formulaire } = lireImport(DOSSIER)
  expect(rapport).toMatchObject({ genre: 'demarche', titre: 'Titre de la démarche', defauts: [] })
  const dits = [...rapport.approches, ...rapport.absents].map((d) => d.libelle)
  const libelles = formulaire?.etapes.flatMap((e) => [e.titre, ...e.champs.map((c) => c.libelle)]) ?? []
  const { champs, annotations } = DOSSIER.data.dossier
  for (const { label } of [...champs, ...annotations]) expect([...libelles, ...dits]).toContain(label.trim())
  expect(champs.length).toBe(56)
})

test.each([
  [null, ''],
  [[], ''],
  [{ format: 'preau/formulaire@2' }, 'format'],
  [{ format: 'preau/formulaire@1', titre: 'T', etapes: [] }, 'etapes'],
  [{ ...MODELE, fiche: { ...MODELE.fiche, icone: 'licorne' } }, 'fiche.icone'],
  [{ data: { demarche: { title: 'Vide', publishedRevision: { champDescriptors: [] } } } }, 'champs'],
  [{ data: { dossier: { demarche: null } } }, ''],
])('%.60j est refusé au chemin « %s »', (document, chemin) => {
  const { rapport, formulaire } = lireImport(document)
  expect(formulaire).toBeUndefined()
  expect(rapport.defauts[0]?.chemin).toBe(chemin)
  expect(rapport.defauts[0]?.message).not.toBe('')
})

describe('quel que soit le document', () => {
  const places = (valeur: unknown, chemin: (string | number)[] = []): (string | number)[][] =>
    typeof valeur !== 'object' || valeur === null
      ? [chemin]
      : [
          ...(chemin.length ? [chemin] : []),
          ...Object.entries(valeur).flatMap(([c, v]) => places(v, [...chemin, Array.isArray(valeur) ? Number(c) : c])),
        ]
  const abimer = (document: object, place: (string | number)[], nouvelle: unknown) => {
    const copie = structuredClone(document)
    const parent = place
      .slice(0, -1)
      .reduce<Record<string | number, unknown>>(
        (ici, cle) => ici[cle] as Record<string | number, unknown>,
        copie as Record<string | number, unknown>,
      )
    if (nouvelle === undefined) delete parent[place.at(-1) ?? '']
    else parent[place.at(-1) ?? ''] = nouvelle
    return copie
  }

  test.each([
    ['un formulaire', MODELE.formulaire],
    ['un téléservice', MODELE],
    ['une démarche', DEMARCHE],
    ['un dossier', DOSSIER],
  ])('%s abîmé n’importe où se lit, ou se refuse avec un chemin et une phrase ; jamais une panne', (_, document) => {
    const ou = fc.constantFrom(...places(document))
    const quoi = fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constant(undefined))
    fc.assert(
      fc.property(fc.array(fc.tuple(ou, quoi), { minLength: 1, maxLength: 1 }), (coups) => {
        const abime = coups.reduce((d, [place, nouvelle]) => abimer(d, place, nouvelle), document as object)
        const { rapport, formulaire } = lireImport(JSON.parse(JSON.stringify(abime)))
        if (formulaire) expect(lireImport(formulaire).formulaire).toEqual(formulaire)
        else {
          expect(rapport.defauts.length).toBeGreaterThan(0)
          for (const d of rapport.defauts) expect(typeof d.chemin === 'string' && d.message !== '').toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  })

  test('n’importe quelle valeur : un refus, jamais une panne', () => {
    fc.assert(
      fc.property(fc.anything(), (document) => {
        expect(lireImport(document).formulaire).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
})
