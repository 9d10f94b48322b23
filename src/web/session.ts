import { type Contexte, lireContexte, type Moi } from '#domain/comptes/api.ts'
import { useRead } from './call.ts'

/** Who is here, and whose site this is; undefined while it is being asked. */
export function useContexte(): Contexte | undefined {
  return useRead(lireContexte, {}).data
}

export const useMoi = (): Moi | null | undefined => useContexte()?.moi
