import { lireSuivi, type Suivi } from '#domain/horscompte/api.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import type { Crumb } from '#web/ui/Page.tsx'
import { noter } from './demandeur.ts'

/** The dossier that this browser follows without an account; null for anybody else, undefined while it is being asked. */
export function useSuivi(): Suivi | null | undefined {
  const moi = useMoi()
  const { data } = useRead(lireSuivi, {}, { enabled: moi === null })
  if (data?.suivi) noter(true)
  return moi ? null : data?.suivi
}

/** The way back to one’s dossiers: who has no account has only this one. */
export function useCheminDossiers(): Crumb[] {
  return useMoi() ? [{ label: 'Mes dossiers', to: '/dossiers' }] : []
}
