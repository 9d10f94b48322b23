import type { Acteur } from '#domain/acteur.ts'
import { interdit } from '#domain/erreurs.ts'
import { peutImporter } from '#domain/integration/droits.ts'

/** Throws 403 for whoever may not send, correct, apply or undo an import. */
export function exigerImport(acteur: Acteur): void {
  if (!peutImporter(acteur)) throw interdit('Seul un agent qui suit tout le territoire conduit un import.')
}
