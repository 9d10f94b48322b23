import type { ReactNode } from 'react'
import type { Echec } from '#web/call.ts'
import { Alert, ErrorSummary } from './Alert.tsx'
import { Button } from './Button.tsx'

/**
 * The form of a window: errors above, linked to their fields; the act and the way out below. Without `envoyer` there is
 * nothing to send, only to leave. `idOf` gives the id of the field of a champ when it is not the champ itself.
 */
export function Formulaire({
  envoyer,
  acte,
  idOf,
  onSubmit,
  fermer,
  children,
}: {
  envoyer?: string
  acte: { pending: boolean; failure: Echec | null }
  idOf?: (champ: string) => string
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
          <ErrorSummary errors={acte.failure.erreurs} idOf={idOf} />
        ) : (
          <Alert kind="danger" title={acte.failure.message} />
        ))}
      {children}
      <div className="rang">
        {envoyer && (
          <Button type="submit" kind="principal" busy={acte.pending}>
            {envoyer}
          </Button>
        )}
        <Button onClick={fermer}>{envoyer ? 'Annuler' : 'Fermer'}</Button>
      </div>
    </form>
  )
}
