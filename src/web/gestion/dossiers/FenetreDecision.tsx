import { useState } from 'react'
import type { ErreurDeChamp } from '#domain/erreurs.ts'
import { decider } from '#domain/instruction/api.ts'
import { fautesDeDecision } from '#domain/instruction/decision.ts'
import type { SensDecision } from '#domain/instruction/guide.ts'
import { lireNombre } from '#web/formulaire/nombres.ts'
import { RadioGroup, TextAreaField, TextField } from '#web/ui/champs.tsx'
import { euros } from '#web/ui/format.ts'
import { Saisie } from './Saisie.tsx'
import { estLibre } from './suite.ts'
import { type FenetreProps, useActe } from './tenue.ts'

const PAS_UN_MONTANT = 'Écrivez un montant en euros, par exemple 12 345,50.'

/** Decides, with the rules of the domain said before the server is asked. */
export function FenetreDecision({ tenue: { cle, dossier, instruction, fait }, vers, fermer }: FenetreProps) {
  const acte = useActe(decider)
  const possibles = instruction.actions.decider.filter(estLibre)
  const [sens, setSens] = useState<SensDecision | undefined>(possibles.find((d) => d.vers === vers)?.sens)
  const [montant, setMontant] = useState('')
  const [motif, setMotif] = useState('')
  const [fautes, setFautes] = useState<ErreurDeChamp[]>([])
  const demande = dossier.montant_demande
  const choisie = possibles.find((d) => d.sens === sens)
  const chiffree = sens === 'accorde_partiel' || (sens === 'accorde' && demande === null)
  const erreur = (champ: string) => fautes.find((f) => f.champ === champ)?.message ?? acte.error(champ)

  const envoyer = async () => {
    if (!sens) return setFautes([{ champ: 'sens', message: 'Choisissez le sens de la décision.' }])
    const lu = chiffree ? lireNombre(montant, 2) : null
    if (typeof lu === 'string' || (lu ?? 0) < 0) return setFautes([{ champ: 'montant', message: PAS_UN_MONTANT }])
    const trouvees = fautesDeDecision({ sens, montant: lu, motif: motif.trim() }, demande)
    setFautes(trouvees)
    if (trouvees.length) return
    const reponse = await acte.run({
      params: { cle },
      body: { sens, montant: lu, motif, revision: instruction.revision },
    })
    if (reponse) fait(reponse, `Décision enregistrée : ${choisie?.libelle ?? ''}. Il reste à la notifier.`)
  }
  return (
    <Saisie
      envoyer="Enregistrer la décision"
      onSubmit={() => void envoyer()}
      fermer={fermer}
      pending={acte.pending}
      failure={acte.failure}
      fautes={fautes}
    >
      <p className="discret">
        {demande === null ? 'Cette demande ne porte pas de montant.' : `Montant demandé : ${euros(demande)}.`}{' '}
        L’établissement ne verra la décision qu’une fois notifiée.
      </p>
      <RadioGroup
        label="Sens de la décision"
        name="sens"
        options={possibles.map((d) => ({ value: d.sens, label: d.libelle }))}
        value={sens}
        onChange={(valeur) => {
          setSens(possibles.find((d) => d.sens === valeur)?.sens)
          setFautes([])
        }}
        error={erreur('sens')}
      />
      {sens === 'accorde' && demande !== null && <p>Montant accordé : {euros(demande)}, tel que demandé.</p>}
      {chiffree && (
        <TextField
          label="Montant accordé"
          unit="€"
          inputMode="decimal"
          optional={demande === null}
          value={montant}
          maxLength={24}
          onChange={(e) => setMontant(e.target.value)}
          error={erreur('montant')}
        />
      )}
      <TextAreaField
        label="Motif"
        help="Il figure dans la lettre de notification."
        optional={!choisie?.motif_obligatoire}
        value={motif}
        maxLength={4000}
        onChange={(e) => setMotif(e.target.value)}
        error={erreur('motif')}
      />
    </Saisie>
  )
}
