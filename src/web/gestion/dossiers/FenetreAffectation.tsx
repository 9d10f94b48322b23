import { useState } from 'react'
import { affecter, listerAgents } from '#domain/instruction/api.ts'
import type { Agent } from '#domain/instruction/suivi.ts'
import { useRead } from '#web/call.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Saisie } from './Saisie.tsx'
import { type FenetreProps, useActe } from './tenue.ts'

/** Gives the dossier to an agent who may see it, or to nobody. */
export function FenetreAffectation(props: FenetreProps) {
  const agents = useRead(listerAgents, { params: { cle: props.tenue.cle } })
  return <Reading query={agents}>{({ elements }) => <Choix {...props} agents={elements} />}</Reading>
}

function Choix({ tenue: { cle, instruction, fait }, fermer, agents }: FenetreProps & { agents: Agent[] }) {
  const acte = useActe(affecter)
  const [choisi, setChoisi] = useState(String(instruction.affecte_a?.id ?? ''))
  const envoyer = async () => {
    const agent = agents.find((a) => String(a.id) === choisi)
    const reponse = await acte.run({ params: { cle }, body: { personne: agent?.id ?? null } })
    if (reponse) fait(reponse, agent ? `Dossier affecté à ${agent.nom}.` : 'Ce dossier n’est plus affecté à personne.')
  }
  return (
    <Saisie
      envoyer="Affecter"
      onSubmit={() => void envoyer()}
      fermer={fermer}
      pending={acte.pending}
      failure={acte.failure}
    >
      <SelectField
        label="Agent"
        help="Seuls les agents dont le périmètre contient cet établissement sont proposés."
        empty="Personne"
        options={agents.map((a) => ({ value: String(a.id), label: a.fonction ? `${a.nom}, ${a.fonction}` : a.nom }))}
        value={choisi}
        onChange={(e) => setChoisi(e.target.value)}
        error={acte.error('personne')}
      />
    </Saisie>
  )
}
