import * as z from 'zod'
import type { Endpoint, Schema } from '#domain/endpoint.ts'
import { documentation } from './docs.ts'
import { type App, PREFIXE } from './doors.ts'

const Probleme = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', examples: ['/erreurs/introuvable'] },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Identifiant de la requête, à donner à l’assistance' },
    erreurs: {
      type: 'array',
      items: { type: 'object', properties: { champ: { type: 'string' }, message: { type: 'string' } } },
    },
  },
}

/** The OpenAPI 3.1 document of every door opened, made from the doors themselves. */
export function openApi(doors: Endpoint[], adresse: string): object {
  const paths: Record<string, Record<string, object>> = {}
  const parts: Parts = new Map()
  for (const door of doors) {
    const path = PREFIXE + door.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [door.method.toLowerCase()]: operation(door, parts) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'API de Préau',
      version: 'v1',
      description:
        'Une seule API pour les écrans et les applications. Les portes marquées « x-engagement » sont une promesse : leur forme ne fait que grandir. Les refus suivent la RFC 9457.',
      license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
    },
    servers: [{ url: adresse }],
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'preau.session_token' } },
      schemas: { Probleme, ...Object.fromEntries([...parts.values()].map(({ name, schema }) => [name, schema])) },
    },
  }
}

/** Recursive parts of schemas, by their text: written once in the document, whatever the number of doors. */
type Parts = Map<string, { name: string; schema: object }>

function operation(door: Endpoint, parts: Parts): object {
  const succes = door.reply || door.download ? (door.status ?? 200) : 204
  return {
    summary: door.summary,
    description: door.description,
    tags: [door.path.split('/')[1] ?? 'api'],
    security: door.anonymous ? [] : [{ session: [] }],
    'x-engagement': door.public ?? false,
    parameters: [...parameters('path', door.params, parts), ...parameters('query', door.query, parts)],
    requestBody: requestBody(door, parts),
    responses: {
      [succes]: { description: 'Réussite', content: content(door, parts) },
      default: {
        description: 'Refus ou erreur',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Probleme' } } },
      },
    },
  }
}

function parameters(place: 'path' | 'query', schema: Schema | undefined, parts: Parts): object[] {
  if (!schema) return []
  const { properties = {}, required = [] } = json(schema, 'input', parts) as {
    properties?: Record<string, object>
    required?: string[]
  }
  return Object.entries(properties).map(([name, s]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: s,
  }))
}

function requestBody(door: Endpoint, parts: Parts): object | undefined {
  if (door.upload) {
    const autres = door.body ? (json(door.body, 'input', parts) as { properties?: object }).properties : {}
    const schema = {
      type: 'object',
      required: ['fichier'],
      properties: { ...autres, fichier: { type: 'string', format: 'binary' } },
    }
    return { required: true, content: { 'multipart/form-data': { schema } } }
  }
  return door.body && { required: true, content: { 'application/json': { schema: json(door.body, 'input', parts) } } }
}

function content(door: Endpoint, parts: Parts): object | undefined {
  if (door.download) return { [door.download]: { schema: { type: 'string', format: 'binary' } } }
  return door.reply && { 'application/json': { schema: json(door.reply, 'output', parts) } }
}

function json(schema: Schema, io: 'input' | 'output', parts: Parts): object {
  const { $schema: _, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  const names = new Map(
    Object.entries($defs).map(([local, part]) => [local, nameOf(local + JSON.stringify(part), parts)]),
  )
  // A schema refers to its parts from its own root; in the document they stand in `components`.
  const moved = (part: object): object =>
    JSON.parse(
      JSON.stringify(part).replace(/"#\/\$defs\/([^"]+)"/g, (_, local) => `"#/components/schemas/${names.get(local)}"`),
    )
  for (const [local, part] of Object.entries($defs)) {
    const known = parts.get(local + JSON.stringify(part))
    if (known) known.schema = moved(part)
  }
  return moved(rest)
}

function nameOf(text: string, parts: Parts): string {
  const known = parts.get(text)
  if (known) return known.name
  const name = `Partie${parts.size + 1}`
  parts.set(text, { name, schema: {} })
  return name
}

/** `/api/openapi.json` for machines, `/api/docs` for people; both made once, at the first visit. */
export function serveOpenApi(app: App): void {
  let document: object | undefined
  let page: string | undefined
  app.fastify.get('/api/openapi.json', async () => {
    document ??= openApi(app.doors, app.kit.config.adresse)
    return document
  })
  app.fastify.get('/api/docs', async (_request, reply) => {
    page ??= documentation(app.doors, app.kit.config.collectivite)
    return reply.type('text/html; charset=utf-8').send(page)
  })
}
