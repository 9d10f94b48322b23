import * as z from 'zod'
import { controler } from './controle.ts'
import type { Defaut } from './controle_conditions.ts'
import { Definition } from './definition.ts'

/** Above any honest form: one of 1 000 champs with its texts weighs half of it. */
export const TAILLE_DOCUMENT_MAX = 5_000_000

/** A form as a file: pretty, so that two versions can be compared with any tool. */
export const ecrireDocument = (definition: Definition): string => `${JSON.stringify(definition, null, 2)}\n`

/**
 * Reads a file as a form that can be published, or says each fault with its path. Never throws, whatever the text: not
 * JSON, too deep, too big, of another format, or wrong by what its champs say of each other.
 */
export function lireDocument(
  texte: string,
): { definition: Definition; defauts: [] } | { definition?: undefined; defauts: Defaut[] } {
  if (texte.length > TAILLE_DOCUMENT_MAX)
    return { defauts: [{ chemin: '', message: 'Ce document est trop lourd : 5 Mo au plus.' }] }
  let lu: unknown
  try {
    // A file saved by a spreadsheet or a text editor may begin with a mark that JSON does not know.
    lu = JSON.parse(texte.replace(/^\uFEFF/, ''))
  } catch {
    return { defauts: [{ chemin: '', message: 'Ce document n’est pas du JSON : il a été coupé ou mal enregistré.' }] }
  }
  if (lu === null || typeof lu !== 'object' || Array.isArray(lu))
    return { defauts: [{ chemin: '', message: 'Ce document n’est pas un formulaire.' }] }
  const format = 'format' in lu ? lu.format : undefined
  if (format !== 'preau/formulaire@1')
    return {
      defauts: [{ chemin: 'format', message: 'Ce document n’est pas au format « preau/formulaire@1 ».' }],
    }
  return controler(lu)
}

/**
 * The published JSON Schema of the document. What champs say of each other (places, cycles, types of comparisons) is no
 * matter of schema: the import says it.
 */
export function schemaDuDocument(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(Definition, { unrepresentable: 'any' })
  return {
    $schema,
    $id: 'urn:preau:formulaire:1',
    title: 'Formulaire Préau',
    description: 'Une version d’un formulaire : ses étapes, ses questions, ses conditions.',
    ...schema,
  }
}
