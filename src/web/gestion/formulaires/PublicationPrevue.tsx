import { annulerPublication } from '#domain/teleservices/api-formulaires.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure } from '#web/ui/format.ts'

/** A draft that waits for its hour: closed until then, unless the publication is called off. */
export function PublicationPrevue({ code, le, onAnnule }: { code: string; le: string; onAnnule: () => void }) {
  const acte = useAct(annulerPublication, { quiet: true })
  return (
    <Alert kind="info" title={`Publication prévue le ${dateHeure(le)}`}>
      <p>D’ici là, le brouillon ne change plus : annulez la publication pour le modifier.</p>
      {acte.failure && <p>{acte.failure.message}</p>}
      <Button
        busy={acte.pending}
        onClick={async () => {
          await acte.run({ params: { code } })
          onAnnule()
        }}
      >
        Annuler la publication
      </Button>
    </Alert>
  )
}
