import { useState } from 'react'
import { creerService, modifierService, poserMembres, type Service } from '#domain/comptes/api-services.ts'
import { listerCollegues } from '#domain/referentiel/api-taches.ts'
import { useAct, useRead } from '#web/call.ts'
import { CheckboxField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'

/** Creates a service, or gives one another name. */
export function NomDuService({ service, fermer }: { service?: Service; fermer: () => void }) {
  const creation = useAct(creerService)
  const changement = useAct(modifierService)
  const dire = useToast()
  const [nom, setNom] = useState(service?.nom ?? '')
  const acte = service ? changement : creation
  const envoyer = async () => {
    const fait = service
      ? await changement.run({ params: { id: service.id }, body: { nom } })
      : await creation.run({ body: { nom } })
    if (!fait) return
    dire(service ? `Le service s’appelle « ${fait.nom} ».` : `Service « ${fait.nom} » créé : donnez-lui des membres.`)
    fermer()
  }
  return (
    <Dialog title={service ? 'Renommer le service' : 'Créer un service'} open onClose={fermer}>
      <Formulaire envoyer={service ? 'Renommer' : 'Créer'} acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextField
          id="nom"
          label="Nom du service"
          help={
            service
              ? 'Les règles écrites avec l’ancien nom y mènent encore.'
              : 'Celui que les règles d’orientation citent.'
          }
          value={nom}
          error={acte.error('nom')}
          onChange={(e) => setNom(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}

export function MembresDuService({ service, fermer }: { service: Service; fermer: () => void }) {
  const collegues = useRead(listerCollegues, { query: {} })
  const acte = useAct(poserMembres)
  const dire = useToast()
  const [choisis, setChoisis] = useState(() => new Set(service.membres.map((m) => m.id)))
  const basculer = (id: number) =>
    setChoisis((avant) => {
      const apres = new Set(avant)
      if (!apres.delete(id)) apres.add(id)
      return apres
    })
  const envoyer = async () => {
    if (!(await acte.run({ params: { id: service.id }, body: { personnes: [...choisis] } }))) return
    dire(`Membres de « ${service.nom} » enregistrés.`)
    fermer()
  }
  return (
    <Dialog title={`Membres : ${service.nom}`} open onClose={fermer}>
      <Reading query={collegues}>
        {({ elements }) => (
          <Formulaire envoyer="Enregistrer" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
            <fieldset className="pile sans-bord">
              <legend>Agents de la collectivité</legend>
              {elements.map((c) => (
                <CheckboxField
                  key={c.id}
                  label={c.fonction ? `${c.nom}, ${c.fonction}` : c.nom}
                  checked={choisis.has(c.id)}
                  onChange={() => basculer(c.id)}
                />
              ))}
            </fieldset>
          </Formulaire>
        )}
      </Reading>
    </Dialog>
  )
}
