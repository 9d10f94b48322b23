import { lireFil } from '#domain/messagerie/api.ts'
import { useRead } from '#web/call.ts'
import { Discussion, type Lecteur } from '#web/messagerie/Discussion.tsx'
import { Reading } from '#web/ui/etats.tsx'
import css from './Messages.module.css'

const INTERVALLE_EN_MS = 30_000

const SERVICE: Lecteur = {
  cote: 'collectivite',
  ancre: 'titre-messages',
  vide: 'Aucun message. Écrivez ici à l’établissement : il est prévenu par courriel.',
  libelle: 'Votre message',
  bouton: 'Envoyer à l’établissement',
  defile: true,
}

const A_UNE_FAMILLE: Lecteur = {
  ...SERVICE,
  vide: 'Aucun message. Écrivez ici à la personne qui demande : elle est prévenue par courriel.',
  bouton: 'Envoyer au demandeur',
}

/** The thread with who has asked, beside the dossier: the établissement, or a person without account. */
export function Messages({ cle, sans_compte }: { cle: string; sans_compte: boolean }) {
  const fil = useRead(lireFil, { params: { cle } }, { refetchInterval: INTERVALLE_EN_MS })
  return (
    <aside className={css.messages} aria-labelledby="titre-messages" data-impression="non">
      <h2 id="titre-messages">
        Messages {fil.data && fil.data.total > 0 && <span className="discret petit">({fil.data.total})</span>}
      </h2>
      <Reading query={fil}>
        {(f) => <Discussion cle={cle} fil={f} lecteur={sans_compte ? A_UNE_FAMILLE : SERVICE} />}
      </Reading>
    </aside>
  )
}
