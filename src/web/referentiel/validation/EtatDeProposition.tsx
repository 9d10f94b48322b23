import { ETATS, type EtatProposition } from '#domain/validation/proposition.ts'
import { StatusBadge } from '#web/ui/Badge.tsx'

const ASPECTS: Record<EtatProposition, [couleur: string, icone: string]> = {
  en_attente: ['bleu', 'sablier'],
  a_reprendre: ['orange', 'alerte'],
  acceptee: ['vert', 'coche'],
  refusee: ['rouge', 'effacer'],
  retiree: ['gris', 'retour'],
  remplacee: ['gris', 'recharger'],
  confirmee: ['vert', 'coche'],
  sans_effet: ['gris', 'info'],
  annulee: ['gris', 'effacer'],
}

/** What has become of a proposition: colour, icon and word. */
export function EtatDeProposition({ etat }: { etat: EtatProposition }) {
  const [couleur, icone] = ASPECTS[etat]
  return <StatusBadge couleur={couleur} icone={icone} libelle={ETATS[etat]} />
}
