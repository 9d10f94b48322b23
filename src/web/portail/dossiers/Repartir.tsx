import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { copierDossier, type Ecartee } from '#domain/dossiers/api-copie.ts'
import { useAct } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { pluriel } from '#web/ui/format.ts'

type Props = { cle: string; libelle?: string }

/** Begins a new draft from this dossier; says first what could not follow, if anything. */
export function Repartir({ cle, libelle = 'Repartir de ce dossier' }: Props) {
  const naviguer = useNavigate()
  const copie = useAct(copierDossier)
  const [faite, setFaite] = useState<{ cle: string; pieces: number; ecartees: Ecartee[] }>()
  const repartir = async () => {
    const recue = await copie.run({ params: { cle } })
    if (!recue) return
    if (recue.ecartees.length > 0) return setFaite(recue)
    await naviguer({ to: '/dossiers/$cle/formulaire', params: { cle: recue.cle } })
  }
  return (
    <>
      <Button icon="dossiers" busy={copie.pending} onClick={() => void repartir()}>
        {libelle}
      </Button>
      {copie.failure && <Alert kind="danger">{copie.failure.message}</Alert>}
      {faite && (
        <Dialog title="Votre brouillon est prêt" open onClose={() => setFaite(undefined)}>
          <p>
            Les réponses sont reprises{faite.pieces > 0 && `, avec ${pluriel(faite.pieces, 'pièce', 'pièces')}`}. Ceci
            n’a pas pu l’être :
          </p>
          <ul>
            {faite.ecartees.map((e) => (
              <li key={`${e.libelle}/${e.texte}`}>
                <strong>{e.libelle}</strong> : {e.texte}. {e.raison}
              </li>
            ))}
          </ul>
          <ButtonLink kind="principal" to="/dossiers/$cle/formulaire" params={{ cle: faite.cle }}>
            Ouvrir le brouillon
          </ButtonLink>
        </Dialog>
      )}
    </>
  )
}
