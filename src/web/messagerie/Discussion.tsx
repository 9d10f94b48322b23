import { useEffect, useRef } from 'react'
import type { Fil, Message } from '#domain/messagerie/api.ts'
import type { Echec } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Ecrire } from './Ecrire.tsx'
import css from './messagerie.module.css'
import { useAnciens, useLecture } from './useFil.ts'

/** Who looks at a thread, and the words for them. */
export type Lecteur = {
  cote: Message['cote']
  /** The element that, once on screen, has shown the thread. */
  ancre: string
  vide: string
  libelle: string
  bouton: string
  /** The thread scrolls in a box of its own, at its last message. */
  defile?: boolean
  /** Follows a failure of the sending, such as a session that has ended. */
  useEchec?: (echec: Echec | null) => void
}

/** The messages of a dossier and the field to write one, for both sides. */
export function Discussion({ cle, fil, lecteur }: { cle: string; fil: Fil; lecteur: Lecteur }) {
  const anciens = useAnciens(cle, fil)
  const nouveaux = useLecture(cle, fil, lecteur.ancre)
  const liste = useRef<HTMLOListElement>(null)
  const dernier = fil.elements.at(-1)?.id
  useEffect(() => {
    if (dernier !== undefined) liste.current?.scrollTo({ top: liste.current.scrollHeight })
  }, [dernier])
  return (
    <>
      {anciens.reste && (
        <Button small kind="discret" busy={anciens.encours} onClick={() => void anciens.remonter()}>
          Voir les messages précédents
        </Button>
      )}
      {anciens.echec && <Alert kind="danger">{anciens.echec}</Alert>}
      {anciens.messages.length === 0 && <p className="discret">{lecteur.vide}</p>}
      {anciens.messages.length > 0 && (
        <ol
          ref={liste}
          className={lecteur.defile ? `${css.fil} ${css.boite}` : css.fil}
          // A box that scrolls must be reached by the keyboard.
          tabIndex={lecteur.defile ? 0 : undefined}
          aria-label="Fil des messages"
        >
          {anciens.messages.map((m) => (
            <UnMessage key={m.id} message={m} nous={m.cote === lecteur.cote} nouveau={nouveaux.has(m.id)} />
          ))}
        </ol>
      )}
      {fil.peut_ecrire ? <Ecrire cle={cle} fil={fil} {...lecteur} /> : <p className="discret petit">{fil.pourquoi}</p>}
    </>
  )
}

function UnMessage({ message: m, nous, nouveau }: { message: Message; nous: boolean; nouveau: boolean }) {
  return (
    <li className={nous ? css.nous : css.eux}>
      <p className="petit">
        <strong>{m.de_moi ? 'Vous' : m.auteur.nom}</strong>
        {!m.de_moi && m.auteur.fonction && <span className="discret">, {m.auteur.fonction}</span>}{' '}
        {nouveau && <Tag>Nouveau</Tag>}
      </p>
      <p className={css.texte}>{m.texte}</p>
      <p className={css.quand}>{dateHeure(m.le)}</p>
    </li>
  )
}
