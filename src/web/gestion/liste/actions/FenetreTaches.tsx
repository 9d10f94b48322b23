import { useState } from 'react'
import { ecrireTaches } from '#domain/referentiel/api-taches.ts'
import { useAct } from '#web/call.ts'
import { ChoixDAgent, enPersonne, MOI } from '#web/referentiel/fiche/ChoixDAgent.tsx'
import { DateField, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { pluriel } from '#web/ui/format.ts'
import { type FenetreDActionProps, useFait } from './fait.tsx'

/** One task for each of those chosen: what, until when, for whom. */
export function FenetreTaches({ choisis, fermer, fini }: FenetreDActionProps) {
  const acte = useAct(ecrireTaches)
  const dire = useFait()
  const [titre, setTitre] = useState('')
  const [detail, setDetail] = useState('')
  const [echeance, setEcheance] = useState('')
  const [personne, setPersonne] = useState(MOI)
  const envoyer = async () => {
    const reponse = await acte.run({
      body: { liste: choisis.liste, titre, detail, echeance, ...enPersonne(personne) },
    })
    if (!reponse) return
    fini()
    const [refuse] = reponse.refuses
    const reste = refuse
      ? ` ${pluriel(reponse.refuses.length, 'établissement laissé', 'établissements laissés')} : ${refuse.raison}`
      : ''
    dire(`${pluriel(reponse.changes, 'tâche écrite', 'tâches écrites')}.${reste}`, reponse.action)
  }
  return (
    <Formulaire
      envoyer={choisis.combien > 1 ? `Écrire ${pluriel(choisis.combien, 'tâche')}` : 'Écrire la tâche'}
      acte={acte}
      onSubmit={() => void envoyer()}
      fermer={fermer}
    >
      <p>
        {choisis.combien > 1
          ? `Chacun des ${pluriel(choisis.combien, 'établissement')} aura sa tâche.`
          : 'L’établissement aura sa tâche.'}
      </p>
      <TextField
        id="titre"
        label="À faire"
        value={titre}
        maxLength={200}
        error={acte.error('titre')}
        onChange={(e) => setTitre(e.target.value)}
      />
      <TextAreaField
        id="detail"
        label="Précisions"
        optional
        rows={3}
        value={detail}
        error={acte.error('detail')}
        onChange={(e) => setDetail(e.target.value)}
      />
      <DateField
        id="echeance"
        label="Échéance"
        optional
        value={echeance}
        error={acte.error('echeance')}
        onChange={(e) => setEcheance(e.target.value)}
      />
      <ChoixDAgent value={personne} onChange={setPersonne} error={acte.error('personne')} />
    </Formulaire>
  )
}
