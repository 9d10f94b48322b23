import { type ReactNode, useEffect, useRef } from 'react'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import type { Echec } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'

type Props = {
  envoyer: string
  onSubmit: () => void
  fermer: () => void
  pending: boolean
  failure: Echec | null
  /** Errors found before sending, shown beside their champs by the caller. */
  fautes?: ErreurDeChamp[]
  children: ReactNode
}

/** The form of a window: refusals above, errors beside and the first of them focused, the act and the way out below. */
export function Saisie({ envoyer, onSubmit, fermer, pending, failure, fautes, children }: Props) {
  const formulaire = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (!failure && !fautes?.length) return
    formulaire.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-refus]')?.focus()
  }, [failure, fautes])
  return (
    <form
      ref={formulaire}
      className="pile"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        if (!pending) onSubmit()
      }}
    >
      {failure && failure.erreurs.length === 0 && (
        <Alert kind="danger" title={failure.message}>
          {failure.status === 409 && (
            <p>C’est fait : la page derrière cette fenêtre montre de nouveau où en est le dossier.</p>
          )}
        </Alert>
      )}
      {children}
      <div className="rang">
        <Button type="submit" kind="principal" busy={pending}>
          {envoyer}
        </Button>
        <Button onClick={fermer}>Annuler</Button>
      </div>
    </form>
  )
}
