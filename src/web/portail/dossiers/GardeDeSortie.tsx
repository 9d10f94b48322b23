import { useBlocker } from '@tanstack/react-router'
import { useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'

/** Where one proves again who one is, then comes back here. */
const RETOURS: readonly string[] = ['/connexion', '/suivi']

/** Keeps from leaving without knowing while answers or files have not reached the server. */
export function GardeDeSortie() {
  const { i, pieces } = useRemplissageCourant()
  const attendent = Object.keys({ ...i.envol, ...i.attente }).length > 0
  const montrees = Object.values(i.brutes).some((b) => b.montrer)
  // Without a fault, what waits leaves with the page: asking would only be a nuisance.
  const retenir = (attendent && i.panne !== null && i.panne.genre !== 'refus') || montrees || pieces.envois.pending
  const garde = useBlocker({
    shouldBlockFn: ({ current, next }) =>
      retenir && next.pathname !== current.pathname && !RETOURS.includes(next.pathname),
    enableBeforeUnload: retenir,
    withResolver: true,
  })
  const bloque = garde.status === 'blocked'
  return (
    <Dialog title="Quitter maintenant ?" open={bloque} onClose={() => garde.reset?.()}>
      <p>
        {pieces.envois.pending
          ? 'Un fichier est en cours d’envoi : si vous quittez cette page, il faudra le redéposer.'
          : i.gardee
            ? 'Des réponses ne sont pas encore enregistrées. Elles restent sur cet appareil et partiront quand vous rouvrirez ce brouillon ici.'
            : 'Des réponses ne sont pas encore enregistrées et seront perdues.'}
      </p>
      <div className="rang">
        <Button kind="principal" onClick={() => garde.reset?.()}>
          Rester
        </Button>
        <Button onClick={() => garde.proceed?.()}>Quitter</Button>
      </div>
    </Dialog>
  )
}
