import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { rattacherSuivi } from '#domain/horscompte/api.ts'
import { useAct } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Button } from '#web/ui/Button.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Formulaire } from '#web/ui/Formulaire.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import { ChampCode, ChampCourriel } from './champs.tsx'

/** Takes into one’s account a demande begun without; the window is in the address, so that the follow-up leads to it. */
export function Rattacher() {
  const { rattacher } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const poser = (ouvert: boolean) =>
    void naviguer({ to: '.', search: (avant) => ({ ...avant, rattacher: ouvert ? 'oui' : undefined }), replace: true })
  return (
    <>
      <Button kind="discret" onClick={() => poser(true)}>
        Rattacher une demande commencée sans compte
      </Button>
      <Dialog
        title="Rattacher une demande commencée sans compte"
        open={rattacher === 'oui'}
        onClose={() => poser(false)}
      >
        {rattacher === 'oui' && <Fenetre fermer={() => poser(false)} />}
      </Dialog>
    </>
  )
}

function Fenetre({ fermer }: { fermer: () => void }) {
  const moi = useMoi()
  const [courriel, setCourriel] = useState(moi?.courriel ?? '')
  const [code, setCode] = useState('')
  const acte = useAct(rattacherSuivi)
  const naviguer = useNavigate()
  const dire = useToast()
  const rattacher = async () => {
    const rattachee = await acte.run({ body: { courriel, code } })
    if (!rattachee) return
    dire('La demande est dans votre compte. Son code ne sert plus.')
    await naviguer({ to: '/dossiers/$cle', params: { cle: rattachee.cle } })
  }
  return (
    <Formulaire
      envoyer="Rattacher à mon compte"
      acte={acte}
      idOf={(champ) => `rattacher-${champ}`}
      onSubmit={() => void rattacher()}
      fermer={fermer}
    >
      <p>Vous la suivrez ensuite avec vos dossiers. Elle reste la vôtre : vos collègues ne la voient pas.</p>
      <ChampCourriel
        id="rattacher-courriel"
        label="Adresse donnée pour cette demande"
        value={courriel}
        error={acte.error('courriel')}
        poser={setCourriel}
      />
      <ChampCode id="rattacher-code" value={code} error={acte.error('code')} poser={setCode} />
    </Formulaire>
  )
}
