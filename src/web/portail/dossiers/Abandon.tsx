import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { abandonnerDossier, type Dossier } from '#domain/dossiers/api.ts'
import { call, Echec, queryClient } from '#web/call.ts'
import { useRemplissageCourant } from '#web/formulaire/useRemplissage.ts'
import { useMoi } from '#web/session.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import css from './dossiers.module.css'

/** Closes a draft that will not be deposited; asked twice, since nobody can open it again. */
export function Abandon({ dossier }: { dossier: Dossier }) {
  const [demande, setDemande] = useState(false)
  const { enregistrement } = useRemplissageCourant()
  const [encours, setEncours] = useState(false)
  const [echec, setEchec] = useState('')
  const naviguer = useNavigate()
  const dire = useToast()
  const moi = useMoi()
  if (!dossier.droits.abandonner.possible) return null
  const abandonner = async () => {
    setEncours(true)
    try {
      await enregistrement.vider()
      await call(abandonnerDossier, { params: { cle: dossier.cle } })
      await naviguer({ to: moi ? '/dossiers' : '/teleservices' })
      await queryClient.invalidateQueries()
      dire('Le brouillon est abandonné.')
    } catch (cause) {
      setEchec(cause instanceof Echec ? cause.message : 'Le brouillon n’a pas pu être abandonné : réessayez.')
      setEncours(false)
    }
  }
  return (
    <div className={css.abandon} data-impression="non">
      <Button small kind="discret" onClick={() => setDemande(true)}>
        Abandonner ce brouillon
      </Button>
      <Dialog title="Abandonner ce brouillon ?" open={demande} onClose={() => setDemande(false)}>
        <p>
          Ses réponses et ses fichiers ne seront plus accessibles,{' '}
          {dossier.sans_compte ? 'et son code de suivi ne servira plus' : 'ni à vous ni à vos collègues'}.
        </p>
        {echec && <Alert kind="danger">{echec}</Alert>}
        <div className="rang">
          <Button kind="danger" busy={encours} onClick={() => void abandonner()}>
            Abandonner le brouillon
          </Button>
          <Button onClick={() => setDemande(false)}>Le garder</Button>
        </div>
      </Dialog>
    </div>
  )
}
