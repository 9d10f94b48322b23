import { useState } from 'react'
import { envoyerMessage, type Fil, lireFil, TAILLE_MAX_MESSAGE } from '#domain/messagerie/api.ts'
import { type Echec, queryClient, useAct, useRemember } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { pluriel } from '#web/ui/format.ts'

type Mots = { libelle: string; bouton: string; useEchec?: (echec: Echec | null) => void }

const ignorer = () => {}

/** Writes a message in the thread; what is typed stays until the server has it. */
export function Ecrire({ cle, fil, libelle, bouton, useEchec = ignorer }: { cle: string; fil: Fil } & Mots) {
  const retenir = useRemember()
  const envoi = useAct(envoyerMessage, { quiet: true })
  useEchec(envoi.failure ?? null)
  const [texte, setTexte] = useState('')
  const [dit, setDit] = useState('')
  const [faute, setFaute] = useState<string>()
  const envoyer = async () => {
    if (envoi.pending) return
    if (texte.trim() === '') return setFaute('Écrivez votre message.')
    setFaute(undefined)
    const message = await envoi.run({ params: { cle }, body: { texte } })
    if (!message) return
    retenir(lireFil, { params: { cle } }, { ...fil, total: fil.total + 1, elements: [...fil.elements, message] })
    setTexte('')
    setDit('Message envoyé.')
    await queryClient.invalidateQueries()
  }
  const reste = TAILLE_MAX_MESSAGE - texte.length
  const suivi = useEchec !== ignorer && envoi.failure?.status === 401
  const echec = envoi.failure && envoi.failure.erreurs.length === 0 && !suivi && envoi.failure
  return (
    <form
      className="pile"
      noValidate
      data-impression="non"
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer()
      }}
    >
      {echec && <Alert kind="danger">{echec.message}</Alert>}
      <TextAreaField
        label={libelle}
        help={reste < 500 ? `Encore ${pluriel(Math.max(0, reste), 'caractère')}.` : undefined}
        value={texte}
        rows={3}
        maxLength={TAILLE_MAX_MESSAGE}
        error={faute ?? envoi.error('texte')}
        onChange={(e) => {
          setTexte(e.target.value)
          setDit('')
        }}
      />
      <div className="rang">
        <Button type="submit" icon="enveloppe" busy={envoi.pending}>
          {bouton}
        </Button>
        <span className="discret petit" role="status">
          {dit}
        </span>
      </div>
    </form>
  )
}
