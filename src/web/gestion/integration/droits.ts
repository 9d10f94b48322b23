import type { Moi } from '#domain/comptes/api.ts'
import { useMoi } from '../../session.ts'

/** As the server decides it: who sees the whole territory reads integrations, an administrator sets them. */
export const voitIntegrations = (moi: Moi | null | undefined): boolean =>
  moi?.role === 'administrateur' || (moi?.role === 'agent' && moi.perimetres.some((p) => p.genre === 'tout'))

export const useRegleIntegrations = (): boolean => useMoi()?.role === 'administrateur'
