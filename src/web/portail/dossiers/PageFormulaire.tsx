import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { lireDossier } from '#domain/dossiers/api.ts'
import { queryClient, useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Loading, Refused } from '#web/ui/etats.tsx'
import { useSessionExpiree } from '../reconnexion.ts'
import { Depose } from './Depose.tsx'
import { Remplir } from './Remplir.tsx'

/** A draft to fill and deposit; once deposited, by here or elsewhere, it only says so. */
export function PageFormulaire() {
  const { cle = '' } = useParams({ strict: false })
  const moi = useMoi()
  const lecture = useRead(lireDossier, { params: { cle } })
  const [depose, setDepose] = useState(false)
  // Who fills stays who filled when the session ends: the unsent answers are theirs.
  const personne = useRef<number>(undefined)
  if (moi) personne.current = moi.id
  // Without account there is one person for this dossier, and its key already tells them apart.
  else if (moi === null && lecture.data?.sans_compte) personne.current ??= 0
  useSessionExpiree(lecture.error)
  useEffect(() => oublierLecture, [])

  const dossier = lecture.data
  if (lecture.error && !dossier) return <Refused failure={lecture.error} retry={() => void lecture.refetch()} />
  // A reading kept from before would show answers that have been typed over since.
  const perimee = lecture.isFetching && !lecture.isFetchedAfterMount
  if (!dossier || perimee || personne.current === undefined) return <Loading lines={6} />
  if (dossier.etat !== 'brouillon') return <Depose dossier={dossier} aInstant={depose} />
  return (
    <Remplir
      key={dossier.cle}
      dossier={dossier}
      personne={personne.current}
      relire={() => void lecture.refetch()}
      onDepose={() => setDepose(true)}
    />
  )
}

/** When one comes back, the draft is read afresh. */
const oublierLecture = () =>
  void queryClient.invalidateQueries({
    predicate: (q) => q.queryKey[1] === lireDossier.path,
    refetchType: 'none',
  })
