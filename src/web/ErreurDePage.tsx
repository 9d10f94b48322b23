import type { ErrorComponentProps } from '@tanstack/react-router'
import { Button } from './ui/Button.tsx'
import { Empty } from './ui/etats.tsx'

/** A page that broke: says so, loses nothing that the server has, and offers to load it again. */
export function ErreurDePage({ error }: ErrorComponentProps) {
  return (
    <Empty icon="alerte" title="Cette page n’a pas pu s’afficher.">
      <p>Rechargez-la. Vos saisies enregistrées sont conservées.</p>
      <p className="petit discret">{error instanceof Error ? error.message : String(error)}</p>
      <Button kind="principal" icon="recharger" onClick={() => location.reload()}>
        Recharger la page
      </Button>
    </Empty>
  )
}
