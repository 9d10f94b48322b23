import type { Execution } from '#domain/integration/api.ts'
import { type EtatExecution, LIBELLES_ETATS } from '#domain/integration/etats.ts'
import { StatusBadge } from '../../ui/Badge.tsx'

const ASPECTS: Record<EtatExecution, [couleur: string, icone: string]> = {
  recue: ['bleu', 'boite'],
  lue: ['bleu', 'sablier'],
  comparee: ['orange', 'sablier'],
  appliquee: ['vert', 'coche'],
  a_blanc: ['cyan', 'loupe'],
  partielle: ['ambre', 'alerte'],
  refusee: ['rouge', 'barre'],
  echouee: ['rouge', 'croix'],
  annulee: ['gris', 'retour'],
}

export function EtatImport({ execution }: { execution: Pick<Execution, 'etat' | 'a_confirmer'> }) {
  const [couleur, icone] = ASPECTS[execution.etat]
  const attend = execution.etat === 'comparee' && !execution.a_confirmer
  return <StatusBadge couleur={couleur} icone={icone} libelle={attend ? 'Comparé' : LIBELLES_ETATS[execution.etat]} />
}
