import { useState } from 'react'
import { avancer, reculer } from '#domain/instruction/api.ts'
import type { Destination } from '#domain/instruction/suivi.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { RadioGroup, TextAreaField } from '#web/ui/champs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { annulation } from './annuler.ts'
import css from './Instruction.module.css'
import { Saisie } from './Saisie.tsx'
import { estLibre } from './suite.ts'
import { type FenetreProps, useActe } from './tenue.ts'

type Props = FenetreProps & { sens: 'avancer' | 'reculer' }

const MOTIF_MIN = 3

/** To another statut of the guide, forward or back; what is not possible yet says why. */
export function FenetreMouvement({ tenue, vers: choisi, fermer, sens }: Props) {
  const { cle, instruction, fait } = tenue
  const acte = useActe(sens === 'avancer' ? avancer : reculer)
  const dire = useToast()
  const destinations = instruction.actions[sens]
  const libres = destinations.filter(estLibre)
  const avant = instruction.historique[0]?.de?.code
  const propose = sens === 'reculer' ? libres.find((d) => d.vers === avant) : undefined
  const [vers, setVers] = useState(choisi ?? propose?.vers ?? libres[0]?.vers)
  const [motif, setMotif] = useState('')
  const [faute, setFaute] = useState<string>()
  const recule = sens === 'reculer'
  const cible = destinations.find((d) => d.vers === vers)
  const annule = instruction.actions.reculer.some((d) => d.vers === vers && d.annule_decision) && recule

  const envoyer = async () => {
    if (!cible) return
    if (recule && motif.trim().length < MOTIF_MIN)
      return setFaute('Indiquez pourquoi le dossier recule (3 caractères au moins).')
    setFaute(undefined)
    const reponse = await acte.run({
      params: { cle },
      body: { vers: cible.vers, motif, revision: instruction.revision },
    })
    if (!reponse) return
    if (recule) fait(reponse, `Dossier reculé : ${cible.libelle}.`)
    else fait(reponse, `Dossier avancé : ${cible.libelle}.`, annulation(cle, reponse, instruction.statut, dire))
  }
  return (
    <Saisie
      envoyer={recule ? 'Reculer' : 'Avancer'}
      onSubmit={() => void envoyer()}
      fermer={fermer}
      pending={acte.pending}
      failure={acte.failure}
      fautes={faute ? [{ champ: 'motif', message: faute }] : undefined}
    >
      <RadioGroup
        label={recule ? 'Revenir à' : 'Nouveau statut'}
        name="vers"
        options={libres.map((d) => ({ value: d.vers, label: d.libelle, help: `étape « ${d.libelle_etape} »` }))}
        value={vers}
        onChange={setVers}
        error={acte.error('vers')}
      />
      {annule && (
        <Alert kind="alerte" title="Ce recul annule la décision.">
          <p>Elle reste dans l’historique, mais il faudra décider de nouveau.</p>
        </Alert>
      )}
      <TextAreaField
        label="Motif"
        help={recule ? 'Lu par les agents seulement, et gardé dans l’historique.' : 'Lu par les agents seulement.'}
        optional={!recule}
        value={motif}
        maxLength={2000}
        onChange={(e) => setMotif(e.target.value)}
        error={faute ?? acte.error('motif')}
      />
      <PasEncore destinations={destinations.filter((d) => !estLibre(d))} />
    </Saisie>
  )
}

function PasEncore({ destinations }: { destinations: Destination[] }) {
  if (destinations.length === 0) return null
  return (
    <details>
      <summary>Pas encore possible ({destinations.length})</summary>
      <ul className={css.pasEncore}>
        {destinations.map((d) => (
          <li key={d.vers}>
            <strong>{d.libelle}</strong> : {d.obstacles.map((o) => o.message).join(' ')}
          </li>
        ))}
      </ul>
    </details>
  )
}
