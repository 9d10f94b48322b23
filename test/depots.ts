import { randomUUID } from 'node:crypto'
import type { LightMyRequestResponse } from 'fastify'
import type { Personne } from '#domain/acteur.ts'
import type { Execution } from '#domain/integration/api.ts'
import type { Portes } from './porte.ts'

/** A form with one file and other fields, as a browser or a script sends it; `apres`: fields that follow the file. */
export function formulaireDe(
  { nom, contenu }: { nom: string; contenu: string | Uint8Array },
  champs: Record<string, string> = {},
  apres: Record<string, string> = {},
): { payload: Buffer; headers: Record<string, string> } {
  const limite = `limite-${randomUUID()}`
  const champ = ([c, v]: [string, string]) =>
    `--${limite}\r\nContent-Disposition: form-data; name="${c}"\r\n\r\n${v}\r\n`
  const entete = `--${limite}\r\nContent-Disposition: form-data; name="fichier"; filename="${nom}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([
      Buffer.from(Object.entries(champs).map(champ).join('') + entete),
      Buffer.from(contenu),
      Buffer.from(`\r\n${Object.entries(apres).map(champ).join('')}--${limite}--\r\n`),
    ]),
    headers: { 'content-type': `multipart/form-data; boundary=${limite}` },
  }
}

export type Envoi = { nom?: string; champs?: Record<string, string>; apres?: Record<string, string>; query?: string }

/** Sends a file of a source through its door; the work is only queued. */
export function envoyer(
  portes: Portes,
  qui: Personne | undefined,
  source: string,
  contenu: string | Uint8Array,
  { nom = 'essai.csv', champs, apres, query = '' }: Envoi = {},
): Promise<LightMyRequestResponse> {
  const { payload, headers } = formulaireDe({ nom, contenu }, champs, apres)
  return portes.injecter(qui, { method: 'POST', url: `/api/v1/sources/${source}/executions${query}`, payload, headers })
}

/** Sends a file and runs the work to its end: the account of the run. */
export async function importer(
  portes: Portes,
  qui: Personne,
  source: string,
  contenu: string | Uint8Array,
  envoi: Envoi = {},
): Promise<Execution> {
  const reponse = await envoyer(portes, qui, source, contenu, envoi)
  if (reponse.statusCode !== 202) throw new Error(`${reponse.statusCode} ${reponse.body}`)
  await portes.executerTravaux()
  return suivre(portes, qui, reponse.json().id)
}

export async function suivre(portes: Portes, qui: Personne, id: number): Promise<Execution> {
  return (await portes.injecter(qui, { method: 'GET', url: `/api/v1/executions/${id}` })).json()
}
