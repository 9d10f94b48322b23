import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ajouterOnglet } from '#domain/referentiel/api-fiche.ts'
import { useAct } from '#web/call.ts'
import { TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'

export function AjouterOnglet({ fermer }: { fermer: () => void }) {
  const acte = useAct(ajouterOnglet)
  const dire = useToast()
  const naviguer = useNavigate()
  const [libelle, setLibelle] = useState('')
  const envoyer = async () => {
    const registre = await acte.run({ body: { libelle } })
    if (!registre) return
    fermer()
    dire(`Onglet « ${libelle.trim()} » ajouté.`)
    const code = registre.onglets.at(-1)?.code
    void naviguer({ to: '.', search: (s) => ({ ...s, onglet: code }), replace: true, resetScroll: false })
  }
  return (
    <Dialog title="Ajouter un onglet" open onClose={fermer}>
      <Formulaire envoyer="Ajouter" acte={acte} onSubmit={() => void envoyer()} fermer={fermer}>
        <TextField
          id="libelle"
          label="Libellé"
          value={libelle}
          error={acte.error('libelle')}
          onChange={(e) => setLibelle(e.target.value)}
        />
      </Formulaire>
    </Dialog>
  )
}
