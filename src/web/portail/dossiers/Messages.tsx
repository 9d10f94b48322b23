import { useEffect, useRef, useState } from 'react'
import {
  envoyerMessage,
  type Fil,
  lireFil,
  type Message,
  marquerLu,
  TAILLE_MAX_MESSAGE,
} from '#domain/messagerie/api.ts'
import { call, Echec, queryClient, useAct, useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure, pluriel } from '#web/ui/format.ts'
import { useSessionExpiree } from '../reconnexion.ts'
import css from './messages.module.css'

const INTERVALLE_MS = 30_000

/** What the établissement and the service write to each other about this dossier. */
export function Messages({ cle }: { cle: string }) {
  const fil = useRead(lireFil, { params: { cle } }, { refetchInterval: INTERVALLE_MS })
  return (
    <section id="messages" aria-label="Messages" className={css.ancre}>
      <Card title="Messages">
        <Reading query={fil}>{(f) => <Discussion cle={cle} fil={f} />}</Reading>
      </Card>
    </section>
  )
}

function Discussion({ cle, fil }: { cle: string; fil: Fil }) {
  const anciens = useAnciens(cle, fil)
  const nouveaux = useLecture(cle, fil)
  return (
    <>
      {anciens.reste && (
        <Button small kind="discret" busy={anciens.encours} onClick={() => void anciens.remonter()}>
          Voir les messages précédents
        </Button>
      )}
      {anciens.echec && <Alert kind="danger">{anciens.echec}</Alert>}
      {anciens.messages.length === 0 && (
        <p className="discret">Aucun message. Vous pouvez poser ici vos questions au service qui suit le dossier.</p>
      )}
      <ol className={css.fil}>
        {anciens.messages.map((m) => (
          <UnMessage key={m.id} message={m} nouveau={nouveaux.has(m.id)} />
        ))}
      </ol>
      {fil.peut_ecrire ? <Ecrire cle={cle} /> : <p className="discret petit">{fil.pourquoi}</p>}
    </>
  )
}

function UnMessage({ message: m, nouveau }: { message: Message; nouveau: boolean }) {
  return (
    <li className={m.cote === 'etablissement' ? css.nous : css.eux}>
      <p className="petit">
        <strong>{m.de_moi ? 'Vous' : m.auteur.nom}</strong>
        {!m.de_moi && m.auteur.fonction && `, ${m.auteur.fonction}`} {nouveau && <Tag>Nouveau</Tag>}
      </p>
      <p className={css.texte}>{m.texte}</p>
      <p className={css.quand}>{dateHeure(m.le)}</p>
    </li>
  )
}

/** The last messages, and those before them that were asked for. */
function useAnciens(cle: string, fil: Fil) {
  const [lus, setLus] = useState<Pick<Fil, 'elements' | 'precedents'>>()
  const [encours, setEncours] = useState(false)
  const [echec, setEchec] = useState('')
  const messages = [...(lus?.elements ?? []), ...fil.elements].filter(
    (m, n, tous) => tous.findIndex((autre) => autre.id === m.id) === n,
  )
  const remonter = async () => {
    setEncours(true)
    setEchec('')
    try {
      const avant = await call(lireFil, { params: { cle }, query: { avant: messages[0]?.id } })
      setLus({ elements: [...avant.elements, ...(lus?.elements ?? [])], precedents: avant.precedents })
    } catch (cause) {
      setEchec(cause instanceof Echec ? cause.message : 'Les messages n’ont pas pu être lus : réessayez.')
    }
    setEncours(false)
  }
  return { messages, reste: lus ? lus.precedents : fil.precedents, encours, echec, remonter }
}

/** Marks as read what has been on the screen; what was new stays marked during this visit. */
function useLecture(cle: string, fil: Fil): ReadonlySet<number> {
  const [nouveaux, setNouveaux] = useState<ReadonlySet<number>>(new Set())
  const { run } = useAct(marquerLu, { quiet: true })
  const marquer = useRef(run)
  marquer.current = run
  useEffect(() => {
    if (fil.non_lus === 0) return
    setNouveaux((avant) => new Set([...avant, ...fil.elements.filter((m) => !m.lu).map((m) => m.id)]))
    const section = document.getElementById('messages')
    if (!section) return
    const vue = new IntersectionObserver((entrees) => {
      if (!entrees.some((e) => e.isIntersecting)) return
      vue.disconnect()
      void marquer.current({ params: { cle } }).then((fait) => fait && queryClient.invalidateQueries())
    })
    vue.observe(section)
    return () => vue.disconnect()
  }, [cle, fil])
  return nouveaux
}

function Ecrire({ cle }: { cle: string }) {
  const envoi = useAct(envoyerMessage, { quiet: true })
  useSessionExpiree(envoi.failure)
  const [texte, setTexte] = useState('')
  const [faute, setFaute] = useState<string>()
  const [dit, setDit] = useState('')
  const envoyer = async () => {
    if (texte.trim() === '') return setFaute('Écrivez votre message.')
    setFaute(undefined)
    if (!(await envoi.run({ params: { cle }, body: { texte } }))) return
    setTexte('')
    setDit('Message envoyé.')
    await queryClient.invalidateQueries()
  }
  const reste = TAILLE_MAX_MESSAGE - texte.length
  const echec = envoi.failure && envoi.failure.status !== 401 && envoi.failure.erreurs.length === 0
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
      {echec && <Alert kind="danger">{envoi.failure?.message}</Alert>}
      <TextAreaField
        label="Votre message au service"
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
          Envoyer
        </Button>
        <span className="discret petit" role="status">
          {dit}
        </span>
      </div>
    </form>
  )
}
