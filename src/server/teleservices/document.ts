import { estAgent } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import { ecrireDocument, schemaDuDocument } from '#domain/formulaire/document.ts'
import type * as api from '#domain/teleservices/api-document.ts'
import type { Read } from '../platform/context.ts'
import type { Download } from '../platform/doors.ts'
import { lireParCode } from './fiche.ts'
import { lireDefinitionEntiere, lireDerniereVersion } from './versions.ts'

// The schema is that of the code that runs: made once.
let schema: Record<string, unknown> | undefined

export async function lireSchemaFormulaire(): Promise<Reply<typeof api.lireSchemaFormulaire>> {
  schema ??= schemaDuDocument()
  return schema
}

/** The form as a file that another Préau reads; throws 403 to who does not work for the collectivité. */
export async function exporterFormulaire(
  ctx: Read,
  { params }: Input<typeof api.exporterFormulaire>,
): Promise<Download> {
  if (!estAgent(ctx.acteur)) throw interdit('Seuls les agents de la collectivité exportent un formulaire.')
  const { id, code } = await lireParCode(ctx, params.code)
  const version = await lireDerniereVersion(ctx, id)
  const contenu = Buffer.from(ecrireDocument(await lireDefinitionEntiere(ctx, version.id)))
  return { nom: `${code}-v${version.numero}.json`, type: 'application/json', contenu, taille: contenu.length }
}
