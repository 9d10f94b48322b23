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

/** The thread with the établissement, beside the dossier. */
export function Messages({ cle }: { cle: string }) {
  const fil = useRead(lireFil, { params: { cle } }, { refetchInterval: INTERVALLE_EN_MS })
  return (
    <aside className={css.messages} aria-labelledby="titre-messages" data-impression="non">
      <h2 id="titre-messages">
        Messages {fil.data && fil.data.total > 0 && <span className="discret petit">({fil.data.total})</span>}
      </h2>
      <Reading query={fil}>{(f) => <Discussion cle={cle} fil={f} lecteur={SERVICE} />}</Reading>
    </aside>
  )
}
