import type { ReactNode } from 'react'
import type { Echec } from '#web/call.ts'
import { Alert, ErrorSummary } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'

/** The form of a window of settings: errors above, linked to their fields; the act and the way out below. */
export function Formulaire({
  envoyer,
  acte,
  onSubmit,
  fermer,
  children,
}: {
  envoyer: string
  acte: { pending: boolean; failure: Echec | null }
  onSubmit: () => void
  fermer: () => void
  children: ReactNode
}) {
  return (
    <form
      className="pile"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        if (!acte.pending) onSubmit()
      }}
    >
      {acte.failure &&
        (acte.failure.erreurs.length ? (
          <ErrorSummary errors={acte.failure.erreurs} />
        ) : (
          <Alert kind="danger" title={acte.failure.message} />
        ))}
      {children}
      <div className="rang">
        <Button type="submit" kind="principal" busy={acte.pending}>
          {envoyer}
        </Button>
        <Button onClick={fermer}>Annuler</Button>
      </div>
    </form>
  )
}
