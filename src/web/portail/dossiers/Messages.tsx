import { lireFil } from '#domain/messagerie/api.ts'
import { useRead } from '#web/call.ts'
import { Discussion, type Lecteur } from '#web/messagerie/Discussion.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { useSessionExpiree } from '../reconnexion.ts'
import css from './messages.module.css'

const INTERVALLE_MS = 30_000

const ETABLISSEMENT: Lecteur = {
  cote: 'etablissement',
  ancre: 'messages',
  vide: 'Aucun message. Vous pouvez poser ici vos questions au service qui suit le dossier.',
  libelle: 'Votre message au service',
  bouton: 'Envoyer',
  useEchec: useSessionExpiree,
}

/** What the établissement and the service write to each other about this dossier. */
export function Messages({ cle }: { cle: string }) {
  const fil = useRead(lireFil, { params: { cle } }, { refetchInterval: INTERVALLE_MS })
  return (
    <section id="messages" aria-label="Messages" className={css.ancre}>
      <Card title="Messages">
        <Reading query={fil}>{(f) => <Discussion cle={cle} fil={f} lecteur={ETABLISSEMENT} />}</Reading>
      </Card>
    </section>
  )
}
