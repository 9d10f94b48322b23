import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TYPES_SIMPLES, unChamp } from '#test/champs.ts'
import { sinistre, unFormulaire } from '#test/formulaires.ts'
import { ecrireDocument, lireDocument, schemaDuDocument } from './document.ts'

const complet = unFormulaire(...TYPES_SIMPLES.map((type) => unChamp(type, type)))

test.each([
  ['de tous les types', complet],
  ['à conditions et à blocs', sinistre],
])('un formulaire %s, exporté puis importé, est le même', (_, definition) => {
  expect(lireDocument(ecrireDocument(definition))).toEqual({ definition, defauts: [] })
  expect(lireDocument(`\uFEFF${ecrireDocument(definition)}`).definition).toEqual(definition)
})

test.each([
  ['', '', /pas du JSON/],
  ['{"format":', '', /coupé/],
  ['[]', '', /pas un formulaire/],
  ['null', '', /pas un formulaire/],
  ['{"format":"autre"}', 'format', /preau\/formulaire@1/],
  ['{"format":"preau/formulaire@1","titre":"T","etapes":[]}', 'etapes', /./],
  [ecrireDocument(complet).replace('"type": "siret"', '"type": "sirét"'), 'etapes[0].champs[', /./],
  [ecrireDocument(complet).replace('"niveaux"', '"niveau"'), 'etapes[0].champs[', /./],
])('« %.40s » est refusé avec le chemin « %s »', (texte, chemin, message) => {
  const { definition, defauts } = lireDocument(texte)
  expect(definition).toBeUndefined()
  expect(defauts[0]?.chemin).toContain(chemin)
  expect(defauts[0]?.message).toMatch(message)
})

test('trop lourd ou trop profond, il est refusé sans être lu', () => {
  expect(lireDocument(' '.repeat(5_000_001)).defauts[0]?.message).toMatch(/trop lourd/)
  const puits = `${'{"non":'.repeat(5000)}{}${'}'.repeat(5000)}`
  const profond = `{"format":"preau/formulaire@1","titre":"T","etapes":[{"id":"e","titre":"E","condition":${puits},"champs":[]}]}`
  expect(lireDocument(profond).defauts[0]?.message).toMatch(/niveaux/)
})

describe('quel que soit le document envoyé', () => {
  test('n’importe quel texte, n’importe quel JSON : un refus, jamais une panne', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (texte) => {
        expect(lireDocument(texte).definition).toBeUndefined()
      }),
      { numRuns: 300 },
    )
  })
  test('un vrai formulaire abîmé quelque part : publiable ou refusé avec un chemin', () => {
    const modele = JSON.parse(ecrireDocument(complet))
    const places: (string | number)[][] = []
    const visiter = (valeur: unknown, chemin: (string | number)[]) => {
      if (chemin.length > 0) places.push(chemin)
      if (typeof valeur !== 'object' || valeur === null) return
      for (const [cle, v] of Object.entries(valeur)) visiter(v, [...chemin, Array.isArray(valeur) ? Number(cle) : cle])
    }
    visiter(modele, [])
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (place, nouvelle) => {
        const abime = structuredClone(modele)
        const parent = place.slice(0, -1).reduce((ici, cle) => ici[cle], abime)
        parent[place.at(-1) ?? ''] = nouvelle
        const lu = lireDocument(JSON.stringify(abime))
        if (lu.definition) expect(lireDocument(ecrireDocument(lu.definition)).definition).toEqual(lu.definition)
        else for (const d of lu.defauts) expect(d.message).not.toBe('')
      }),
      { numRuns: 200 },
    )
  })
})

test('le JSON Schema publié nomme tous les types de champ et se lit sans nous', () => {
  const schema = schemaDuDocument()
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' })
  const texte = JSON.stringify(schema)
  for (const type of [...TYPES_SIMPLES, 'bloc_repetable']) expect(texte).toContain(`"const":"${type}"`)
  // Every reference is inside the document.
  const ids = Object.keys((schema.$defs ?? {}) as object)
  for (const [, ref] of texte.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) expect(ids).toContain(ref)
})
