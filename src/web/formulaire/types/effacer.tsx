import { Button } from '#web/ui/Button.tsx'
import type { Saisie } from './saisie.ts'

/** The only way back to « no answer » for what one chooses. */
export function Effacer({ champ, id, changer }: Saisie<{ libelle: string }>) {
  return (
    <Button
      small
      kind="discret"
      aria-label={`Effacer ma réponse : ${champ.libelle}`}
      onClick={() => {
        changer(null, true)
        document.getElementById(id)?.focus()
      }}
    >
      Effacer ma réponse
    </Button>
  )
}
