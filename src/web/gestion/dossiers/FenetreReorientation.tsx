import { useState } from 'react'
import { listerServices, type Service } from '#domain/comptes/api-services.ts'
import { reorienter } from '#domain/instruction/api.ts'
import type { Instruction } from '#domain/instruction/suivi.ts'
import { call, Echec, queryClient, useRead } from '#web/call.ts'
import { SelectField, TextAreaField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { Saisie } from './Saisie.tsx'
import { type FenetreProps, useActe } from './tenue.ts'

/** Sends the dossier to another service, saying why. */
export function FenetreReorientation(props: FenetreProps) {
  const services = useRead(listerServices, {})
  return (
    <Reading query={services}>
      {({ elements }) => <Choix {...props} services={elements.filter((s) => !s.ferme)} />}
    </Reading>
  )
}

const AUCUN = 'aucun'

function Choix({ tenue: { cle, instruction, fait }, fermer, services }: FenetreProps & { services: Service[] }) {
  const acte = useActe(reorienter)
  const dire = useToast()
  const [choisi, setChoisi] = useState('')
  const [motif, setMotif] = useState('')
  const [fautes, setFautes] = useState<{ champ: string; message: string }[]>([])
  const actuel = instruction.service
  const faute = (champ: string) => fautes.find((f) => f.champ === champ)?.message ?? acte.error(champ)
  const envoyer = async () => {
    const manques = [
      ...(choisi ? [] : [{ champ: 'vers', message: 'Choisissez un service.' }]),
      ...(motif.trim().length >= 3 ? [] : [{ champ: 'motif', message: 'Dites pourquoi (3 caractères au moins).' }]),
    ]
    setFautes(manques)
    if (manques.length > 0) return
    const service = services.find((s) => String(s.id) === choisi)
    const body = { de: actuel?.id ?? null, vers: service?.id ?? null, motif }
    const reponse = await acte.run({ params: { cle }, body })
    if (!reponse) return
    const phrase = service ? `Dossier confié à « ${service.nom} ».` : 'Ce dossier n’est plus à aucun service.'
    fait(reponse, phrase, () => void defaire(cle, reponse, actuel, dire))
  }
  return (
    <Saisie
      envoyer="Réorienter"
      onSubmit={() => void envoyer()}
      fermer={fermer}
      pending={acte.pending}
      failure={acte.failure}
      fautes={fautes}
    >
      <p>{actuel ? `Ce dossier est à « ${actuel.nom} ».` : 'Ce dossier n’est à aucun service.'}</p>
      <SelectField
        label="Service"
        help="Ses membres seront prévenus."
        empty="Choisir un service"
        options={[
          ...services.filter((s) => s.id !== actuel?.id).map((s) => ({ value: String(s.id), label: s.nom })),
          ...(actuel ? [{ value: AUCUN, label: 'Aucun service' }] : []),
        ]}
        value={choisi}
        onChange={(e) => setChoisi(e.target.value)}
        error={faute('vers')}
      />
      <TextAreaField
        label="Motif"
        help="Lu par les agents dans l’historique du dossier, jamais par l’établissement."
        rows={3}
        maxLength={2000}
        value={motif}
        onChange={(e) => setMotif(e.target.value)}
        error={faute('motif')}
      />
    </Saisie>
  )
}

/** Gives it back at once; the history keeps both moves. */
async function defaire(
  cle: string,
  { service }: Instruction,
  ancien: Instruction['service'],
  dire: (phrase: string) => void,
): Promise<void> {
  const motif = 'Réorientation faite par erreur, annulée aussitôt.'
  try {
    await call(reorienter, { params: { cle }, body: { de: service?.id ?? null, vers: ancien?.id ?? null, motif } })
    dire(ancien ? `Réorientation annulée : le dossier est à « ${ancien.nom} ».` : 'Réorientation annulée.')
  } catch (refus) {
    if (!(refus instanceof Echec)) throw refus
    dire(refus.message)
  }
  await queryClient.invalidateQueries()
}
