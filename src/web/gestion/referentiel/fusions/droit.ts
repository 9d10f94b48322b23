import type { Moi } from '#domain/comptes/api.ts'
import { useMoi } from '#web/session.ts'

/** `peutFusionner`, asked of what the browser knows of the person. */
export const moiVoitTout = (moi: Moi): boolean =>
  moi.role === 'administrateur' || (moi.role === 'agent' && moi.perimetres.some((p) => p.genre === 'tout'))

export function useVoitTout(): boolean {
  const moi = useMoi()
  return moi ? moiVoitTout(moi) : false
}
