import { expect, test } from 'vitest'
import { ouvrirServeur } from '#test/porte.ts'

test('le document OpenAPI est complet : chaque porte y est, et chaque référence mène quelque part', async () => {
  const { app, injecter } = await ouvrirServeur()
  const reponse = await injecter(undefined, { method: 'GET', url: '/api/openapi.json' })
  const document = reponse.json()
  expect(document.openapi).toBe('3.1.0')
  for (const porte of app.doors)
    expect(document.paths[`/api/v1${porte.path.replace(/:(\w+)/g, '{$1}')}`]).toHaveProperty(porte.method.toLowerCase())
  const references = [...new Set([...reponse.body.matchAll(/"\$ref":"([^"]+)"/g)].map((m) => m[1] ?? ''))]
  expect(references).toContain('#/components/schemas/Partie1')
  for (const reference of references) {
    expect(reference).toMatch(/^#\/components\/schemas\/\w+$/)
    const cible = document.components.schemas[reference.split('/').at(-1) ?? '']
    expect(Object.keys(cible ?? {}), reference).not.toEqual([])
  }
})
