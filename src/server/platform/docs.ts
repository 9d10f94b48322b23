import * as z from 'zod'
import type { Endpoint, Schema } from '#domain/endpoint.ts'
import { PREFIXE } from './doors.ts'

/** The API in words, for people: one page without script, made from the doors. */
export function documentation(doors: Endpoint[], collectivite: string): string {
  const groupes = Map.groupBy(
    doors.toSorted((a, b) => a.path.localeCompare(b.path)),
    (d) => d.path.split('/')[1] ?? '',
  )
  const sommaire = [...groupes.keys()].map((g) => `<li><a href="#${echapper(g)}">${echapper(g)}</a></li>`).join('')
  const corps = [...groupes].map(
    ([g, liste]) => `<h2 id="${echapper(g)}">${echapper(g)}</h2>${liste.map(porte).join('')}`,
  )
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>API · Préau</title><link rel="icon" href="/icone.svg" type="image/svg+xml"><link rel="stylesheet" href="/documentation.css"></head>
<body><header><a href="/">Préau</a></header><main><h1>API de Préau</h1>
<p>${echapper(collectivite)} · <a href="/api/openapi.json">Document OpenAPI 3.1</a></p>
<p>Les écrans et les applications parlent la même API. Les portes marquées « engagement » sont une promesse : leur forme ne fait que grandir.
Un refus suit la RFC 9457 (<code>application/problem+json</code>) : <code>type</code>, <code>title</code>, <code>status</code>, <code>detail</code>, <code>instance</code> et, s’il y en a, <code>erreurs</code> par champ.
Une liste répond <code>{ total, page, par_page, elements }</code>. La connexion (<code>POST /api/auth/sign-in/email</code>) ouvre une session par cookie.</p>
<nav aria-label="Sommaire"><ul>${sommaire}</ul></nav>${corps.join('')}</main></body></html>`
}

function porte(door: Endpoint): string {
  const marques = [door.public && 'engagement', door.anonymous ? 'sans compte' : 'compte nécessaire'].filter(Boolean)
  return `<article><h3><code>${door.method} ${echapper(PREFIXE + door.path)}</code></h3>
<p>${echapper(door.summary)} <small>(${marques.join(', ')})</small></p>${door.description ? `<p>${echapper(door.description)}</p>` : ''}
${champs('Adresse', door.params)}${champs('Recherche', door.query)}${door.upload ? '<p>Corps : <code>multipart/form-data</code>, champ <code>fichier</code>.</p>' : champs('Corps', door.body)}
${schema('Réponse', door.reply)}${door.download ? `<p>Réponse : fichier <code>${echapper(door.download)}</code>.</p>` : ''}</article>`
}

type Objet = {
  properties?: Record<string, { type?: string; enum?: unknown[]; default?: unknown }>
  required?: string[]
}

function champs(titre: string, s: Schema | undefined): string {
  if (!s) return ''
  const { properties = {}, required = [] } = z.toJSONSchema(s, { io: 'input', unrepresentable: 'any' }) as Objet
  const lignes = Object.entries(properties).map(([nom, p]) => {
    const quoi = p.enum ? p.enum.join(' | ') : (p.type ?? 'valeur')
    const defaut =
      p.default === undefined ? '' : ` = ${typeof p.default === 'string' ? p.default : JSON.stringify(p.default)}`
    return `<li><code>${echapper(nom)}</code> : ${echapper(quoi + defaut)}${required.includes(nom) ? '' : ' (facultatif)'}</li>`
  })
  return lignes.length ? `<p>${titre} :</p><ul>${lignes.join('')}</ul>` : ''
}

function schema(titre: string, s: Schema | undefined): string {
  if (!s) return ''
  const { $schema: _, ...json } = z.toJSONSchema(s, { io: 'output', unrepresentable: 'any' })
  return `<details><summary>${titre} : schéma JSON</summary><pre tabindex="0">${echapper(JSON.stringify(json, null, 2))}</pre></details>`
}

const SIGNES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const echapper = (texte: string): string => texte.replace(/[&<>"]/g, (s) => SIGNES[s] ?? s)
