import { useEffect, useRef, useState } from 'react'
import {
  envoyerMessage,
  type Fil,
  lireFil,
  type Message,
  marquerLu,
  TAILLE_MAX_MESSAGE,
} from '#domain/messagerie/api.ts'
import { call, Echec, queryClient, useAct, useRead, useRemember } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { TextAreaField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure, pluriel } from '#web/ui/format.ts'
import css from './Messages.module.css'

const INTERVALLE_EN_MS = 30_000

/** The thread with the établissement, beside the dossier. */
export function Messages({ cle }: { cle: string }) {
  const fil = useRead(lireFil, { params: { cle } }, { refetchInterval: INTERVALLE_EN_MS })
  return (
    <aside className={css.messages} aria-labelledby="titre-messages" data-impression="non">
      <h2 id="titre-messages">
        Messages {fil.data && fil.data.total > 0 && <span className="discret petit">({fil.data.total})</span>}
      </h2>
      <Reading query={fil}>{(f) => <Echanges cle={cle} fil={f} />}</Reading>
    </aside>
  )
}

function Echanges({ cle, fil }: { cle: string; fil: Fil }) {
  const [anciens, setAnciens] = useState<Pick<Fil, 'elements' | 'precedents'>>({ elements: [], precedents: true })
  const [panne, setPanne] = useState<string>()
  const nouveaux = useNouveaux(cle, fil)
  const liste = useRef<HTMLOListElement>(null)
  const dernier = fil.elements.at(-1)?.id
  useEffect(() => {
    liste.current?.scrollTo({ top: liste.current.scrollHeight })
  }, [dernier])
  const messages = [...anciens.elements, ...fil.elements]
  const reste = fil.precedents && anciens.precedents
  const remonter = async () => {
    try {
      const { elements, precedents } = await call(lireFil, { params: { cle }, query: { avant: messages[0]?.id } })
      setAnciens({ elements: [...elements, ...anciens.elements], precedents })
      setPanne(undefined)
    } catch (refus) {
      if (!(refus instanceof Echec)) throw refus
      setPanne(refus.message)
    }
  }
  return (
    <>
      {messages.length === 0 ? (
        <p className="discret">Aucun message. Écrivez ici à l’établissement : il est prévenu par courriel.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard.
        <ol ref={liste} className={css.fil} tabIndex={0} aria-label="Fil des messages">
          {reste && (
            <li className={css.remonter}>
              <Button small kind="discret" onClick={() => void remonter()}>
                Messages précédents
              </Button>
              {panne && <Alert kind="danger" title={panne} />}
            </li>
          )}
          {messages.map((m) => (
            <UnMessage key={m.id} message={m} nouveau={nouveaux.has(m.id)} />
          ))}
        </ol>
      )}
      {fil.peut_ecrire ? <Ecrire cle={cle} fil={fil} /> : <p className="discret petit">{fil.pourquoi}</p>}
    </>
  )
}

function UnMessage({ message: m, nouveau }: { message: Message; nouveau: boolean }) {
  return (
    <li className={m.cote === 'collectivite' ? css.nous : css.eux}>
      <p className={css.auteur}>
        <strong>{m.de_moi ? 'Vous' : m.auteur.nom}</strong>
        {!m.de_moi && m.auteur.fonction && <span className="discret">, {m.auteur.fonction}</span>}
        {nouveau && <span className={css.nouveau}>Nouveau</span>}
      </p>
      <p className={css.texte}>{m.texte}</p>
      <p className={css.date}>{dateHeure(m.le)}</p>
    </li>
  )
}

/** Marks the thread as read once it has been on screen; what was new stays marked for this visit. */
function useNouveaux(cle: string, fil: Fil): Set<number> {
  const [nouveaux, setNouveaux] = useState(new Set<number>())
  const lecture = useAct(marquerLu, { quiet: true })
  const { run } = lecture
  const lire = useRef(run)
  lire.current = run
  useEffect(() => {
    if (fil.non_lus === 0) return
    const vus = fil.elements.filter((m) => !m.lu).map((m) => m.id)
    setNouveaux((avant) => new Set([...avant, ...vus]))
    const panneau = document.getElementById('titre-messages')
    if (!panneau) return
    const vue = new IntersectionObserver((entrees) => {
      if (!entrees.some((e) => e.isIntersecting)) return
      vue.disconnect()
      // The badges of the lists and the bell follow.
      void lire.current({ params: { cle } }).then((ok) => ok && queryClient.invalidateQueries())
    })
    vue.observe(panneau)
    return () => vue.disconnect()
  }, [cle, fil])
  return nouveaux
}

function Ecrire({ cle, fil }: { cle: string; fil: Fil }) {
  const retenir = useRemember()
  const envoi = useAct(envoyerMessage, { quiet: true })
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
  return (
    <form
      className="pile"
      noValidate
      onSubmit={(e) => {
        e.preventDefault()
        void envoyer()
      }}
    >
      {envoi.failure && envoi.failure.erreurs.length === 0 && <Alert kind="danger" title={envoi.failure.message} />}
      <TextAreaField
        label="Votre message"
        help={reste < 500 ? `Encore ${pluriel(Math.max(0, reste), 'caractère')}.` : undefined}
        value={texte}
        maxLength={TAILLE_MAX_MESSAGE}
        onChange={(e) => {
          setTexte(e.target.value)
          setDit('')
        }}
        error={faute ?? envoi.error('texte')}
      />
      <div className="rang">
        <Button type="submit" icon="enveloppe" busy={envoi.pending}>
          Envoyer à l’établissement
        </Button>
        <span className="discret petit" role="status">
          {dit}
        </span>
      </div>
    </form>
  )
}
