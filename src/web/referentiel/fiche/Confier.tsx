import { useState } from 'react'
import { confierTache, type Tache } from '#domain/referentiel/api-taches.ts'
import { useAct } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ChoixDAgent, MOI, PERSONNE } from './ChoixDAgent.tsx'

/** Gives a task to somebody who sees the établissement. */
export function Confier({ tache, fermer }: { tache: Pick<Tache, 'id' | 'uai' | 'affecte_a'>; fermer: () => void }) {
  const moi = useMoi()
  const acte = useAct(confierTache)
  const dire = useToast()
  const actuel = tache.affecte_a === null ? PERSONNE : tache.affecte_a === moi?.id ? MOI : String(tache.affecte_a)
  const [choix, setChoix] = useState(actuel)
  const vers = (c: string) => (c === PERSONNE ? null : c === MOI ? (moi?.id ?? null) : Number(c))
  const donner = (c: string) => acte.run({ params: { id: Number(tache.id) }, body: { personne: vers(c) } })
  const envoyer = async () => {
    const reponse = await donner(choix)
    if (!reponse) return
    fermer()
    dire(reponse.affecte_nom ? `Tâche confiée à ${reponse.affecte_nom}.` : 'La tâche n’est plus à personne.', {
      label: 'Annuler',
      run: () => void donner(actuel).then((r) => r && dire('C’est défait.')),
    })
  }
  return (
    <Formulaire envoyer="Confier" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
      <ChoixDAgent uai={tache.uai} value={choix} onChange={setChoix} error={acte.error('personne')} />
    </Formulaire>
  )
}
