import { Dialog } from '#web/ui/Dialog.tsx'
import { FenetreAffectation } from './FenetreAffectation.tsx'
import { FenetreDecision } from './FenetreDecision.tsx'
import { FenetreMouvement } from './FenetreMouvement.tsx'
import { FenetrePiece } from './FenetrePiece.tsx'
import { FenetreReorientation } from './FenetreReorientation.tsx'
import type { Fenetre, FenetreProps } from './tenue.ts'

const TITRES: Record<Fenetre['genre'], string> = {
  avancer: 'Changer de statut',
  reculer: 'Reculer le dossier',
  piece: 'Demander une pièce',
  decider: 'Décider',
  affecter: 'Affecter le dossier',
  reorienter: 'Confier à un autre service',
}

/** The one window over the dossier. */
export function FenetreOuverte({ fenetre, tenue, fermer }: { fenetre: Fenetre | null } & FenetreProps) {
  const props = { tenue, vers: fenetre?.vers, fermer }
  return (
    <Dialog title={fenetre ? TITRES[fenetre.genre] : ''} open={fenetre !== null} onClose={fermer}>
      {fenetre?.genre === 'avancer' && <FenetreMouvement {...props} sens="avancer" />}
      {fenetre?.genre === 'reculer' && <FenetreMouvement {...props} sens="reculer" />}
      {fenetre?.genre === 'piece' && <FenetrePiece {...props} />}
      {fenetre?.genre === 'decider' && <FenetreDecision {...props} />}
      {fenetre?.genre === 'affecter' && <FenetreAffectation {...props} />}
      {fenetre?.genre === 'reorienter' && <FenetreReorientation {...props} />}
    </Dialog>
  )
}
