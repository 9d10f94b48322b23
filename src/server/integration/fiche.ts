import type { SourceImportable } from '#domain/integration/lecture.ts'
import { FICHE, sourceDeFiche } from '#domain/integration/sources/fiche.ts'
import type { Read } from '../platform/context.ts'
import { lireRegistre } from '../referentiel/registre.ts'
import { listerNomenclatures } from '../referentiel/valeurs.ts'
import { lireImportable } from './importables.ts'

/** The source of this code, as a run reads it: that of the fiche knows the champs and values added since the product. */
export async function sourceDe(ctx: Read, code: string): Promise<SourceImportable> {
  if (code !== FICHE.code) return lireImportable(code)
  const nomenclatures = await listerNomenclatures(ctx)
  const choix = Object.fromEntries(
    nomenclatures.map((n) => [n.code, Object.fromEntries(n.valeurs.map((v) => [v.code, v.libelle]))]),
  )
  return sourceDeFiche(await lireRegistre(ctx), choix)
}
