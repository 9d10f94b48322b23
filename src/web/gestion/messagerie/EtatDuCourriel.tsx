import { type EtatCourriel, LIBELLES_COURRIELS } from '#domain/messagerie/api.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'

const ASPECTS: Record<EtatCourriel, { couleur: string; icone: string }> = {
  a_envoyer: { couleur: 'bleu', icone: 'sablier' },
  envoye: { couleur: 'vert', icone: 'coche' },
  en_erreur: { couleur: 'rouge', icone: 'alerte' },
  garde: { couleur: 'gris', icone: 'boite' },
}

export const EtatDuCourriel = ({ etat }: { etat: EtatCourriel }) => (
  <StatusBadge {...ASPECTS[etat]} libelle={LIBELLES_COURRIELS[etat]} />
)
