import { useState } from 'react'
import { deciderPropositions } from '#domain/validation/api.ts'
import { useAct } from '#web/call.ts'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { pluriel } from '#web/ui/format.ts'

export type Sens = 'accepter' | 'refuser'

/** Decides the chosen ones, then says the result of each. */
export function FenetreDeLot({
  sens,
  ids,
  fermer,
  finir,
}: {
  sens: Sens
  ids: number[]
  /** Nothing was decided. */
  fermer: () => void
  finir: () => void
}) {
  const acte = useAct(deciderPropositions)
  const [motif, setMotif] = useState('')
  const [resultat, setResultat] = useState<Awaited<ReturnType<typeof acte.run>>>()
  const combien = pluriel(ids.length, 'proposition')
  const titre = sens === 'accepter' ? `Accepter ${combien}` : `Refuser ${combien}`
  const idDe = (champ: string) => `lot-${champ}`
  if (resultat)
    return (
      <Dialog
        title={`${pluriel(resultat.faites, 'proposition décidée', 'propositions décidées')} sur ${resultat.lignes.length}`}
        open
        onClose={finir}
      >
        <Formulaire acte={acte} onSubmit={finir} fermer={finir}>
          <ul>
            {resultat.lignes.map((l) => (
              <li key={l.id}>
                <strong>{l.libelle}</strong> — {l.fait ? l.message : `non : ${l.message}`}
              </li>
            ))}
          </ul>
        </Formulaire>
      </Dialog>
    )
  return (
    <Dialog title={titre} open onClose={fermer}>
      <Formulaire
        envoyer={titre}
        acte={acte}
        idOf={idDe}
        onSubmit={() => void acte.run({ body: { sens, ids, motif } }).then(setResultat)}
        fermer={fermer}
      >
        <p>
          {sens === 'accepter'
            ? 'Chaque fiche prendra la valeur proposée. Ce qui ne peut pas l’être est dit à la fin, et n’empêche pas le reste.'
            : 'Les fiches restent comme elles sont. Chaque auteur lira votre raison.'}
        </p>
        <TextAreaField
          id={idDe('motif')}
          label={sens === 'accepter' ? 'Mot pour les auteurs' : 'Raison du refus'}
          optional={sens === 'accepter'}
          rows={3}
          value={motif}
          error={acte.error('motif')}
          onChange={(e) => setMotif(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}
