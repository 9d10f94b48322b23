import { retirerProposition } from '#domain/validation/api.ts'
import { useAct } from '#web/call.ts'
import { Button } from '#web/ui/Button.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import type { Proposition } from './usePropositions.ts'

/** Its author thinks again; proposing once more is always possible, so no question is asked. */
export function Retirer({ proposition }: { proposition: Proposition }) {
  const acte = useAct(retirerProposition)
  const dire = useToast()
  return (
    <>
      <Button
        small
        kind="discret"
        busy={acte.pending}
        aria-label={`Retirer ma proposition : ${proposition.libelle}`}
        onClick={() =>
          void acte
            .run({ params: { id: proposition.id } })
            .then((r) => r && dire('Votre proposition est retirée : la fiche reste comme elle est.'))
        }
      >
        Retirer
      </Button>
      {acte.failure && <span role="alert">{acte.failure.message}</span>}
    </>
  )
}
