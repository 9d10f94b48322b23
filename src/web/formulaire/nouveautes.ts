import { createContext, useContext } from 'react'
import { lireSuitesDeVersion } from '#domain/dossiers/api-versions.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'

const RIEN: ReadonlySet<string> = new Set()
const Courantes = createContext(RIEN)
export const NouveautesCourantes = Courantes.Provider
/** Ids of the questions that this draft did not have when it was begun. */
export const useNouveautes = (): ReadonlySet<string> => useContext(Courantes)

/** The same, read for a dossier; nothing for a form that is only tried. */
export function useLireNouveautes(cle: string): ReadonlySet<string> {
  const moi = useMoi()
  const lecture = useRead(
    lireSuitesDeVersion,
    { params: { cle } },
    { enabled: Boolean(moi) && /^[a-z0-9]{12}$/.test(cle) },
  )
  return lecture.data?.nouvelles.length ? new Set(lecture.data.nouvelles) : RIEN
}
