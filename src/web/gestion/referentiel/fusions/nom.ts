import { lireEtablissement } from '#domain/referentiel/api.ts'
import { useRead } from '#web/call.ts'

/** The name of an établissement, as soon as it is read. */
export const useNomDe = (uai: string): string | undefined =>
  useRead(lireEtablissement, { params: { uai }, query: {} }).data?.nom
