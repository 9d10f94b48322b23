import { lireSuivi, suivre } from '#domain/referentiel/api-actions.ts'
import { useAct, useRead } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { useToast } from '#web/ui/toasts.tsx'

/** Puts the établissement among those that one follows, or takes it out. */
export function Suivre({ uai }: { uai: string }) {
  const lecture = useRead(lireSuivi, { params: { uai } })
  const acte = useAct(suivre)
  const dire = useToast()
  const suivi = lecture.data?.suivi
  if (suivi === undefined) return null
  const basculer = async () => {
    const reponse = await acte.run({ params: { uai }, body: { suivi: !suivi } })
    if (reponse)
      dire(
        reponse.suivi
          ? 'Vous suivez cet établissement : ses changements se lisent sur votre tableau de bord.'
          : 'Vous ne suivez plus cet établissement.',
      )
  }
  return (
    <Button small icon="drapeau" aria-pressed={suivi} busy={acte.pending} onClick={() => void basculer()}>
      {suivi ? 'Suivi' : 'Suivre'}
    </Button>
  )
}
