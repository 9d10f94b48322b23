import { useNavigate, useSearch } from '@tanstack/react-router'
import { lireNotifications, listerNotifications, type Notification } from '#domain/messagerie/api.ts'
import { useAct, useRead } from '../../call.ts'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { dateHeure } from '../../ui/format.ts'
import { Icone, type NomIcone } from '../../ui/Icone.tsx'
import { Page } from '../../ui/Page.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import css from './messagerie.module.css'

const ICONES: Record<Notification['genre'], NomIcone> = {
  dossier_depose: 'boite',
  dossier_soumis: 'tampon',
  dossier_renvoye: 'retour',
  message_recu: 'bulles',
  dossier_avance: 'fleche_droite',
  piece_demandee: 'trombone',
  piece_infectee: 'alerte',
  pieces_renvoyees: 'trombone',
  decision_prise: 'marteau',
  decision_notifiee: 'enveloppe',
  demande_annulee: 'trombone',
  proposition_recue: 'crayon',
  proposition_decidee: 'crayon',
  jeton_a_remplacer: 'alerte',
  compte: 'personne',
}

/** My alerts, the newest first; opening one marks it as read. The portal and the back office share this page. */
export function PageNotifications() {
  const { page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const lecture = useRead(listerNotifications, { query: { page: Number(page) || 1 } }, { keep: true })
  const marquer = useAct(lireNotifications)
  const ouvrir = async (n: Notification) => {
    if (!n.lue_le) await marquer.run({ body: { ids: [n.id] } })
    await naviguer({ href: n.lien })
  }
  return (
    <Page
      title="Alertes"
      actions={
        Boolean(lecture.data?.a_lire) && (
          <Button small icon="ok" busy={marquer.pending} onClick={() => void marquer.run({ body: { tout: true } })}>
            Tout marquer comme lu
          </Button>
        )
      }
    >
      <Card>
        <Reading
          query={lecture}
          isEmpty={(d) => d.total === 0}
          empty={
            <Empty icon="cloche" title="Vos alertes seront ici.">
              <p>Vous serez prévenu, ici et par courriel, à chaque étape de vos dossiers.</p>
            </Empty>
          }
        >
          {(data) => (
            <>
              <ul className="sans-puce">
                {data.elements.map((n) => (
                  <li key={n.id} className={css.alerte}>
                    <button type="button" onClick={() => void ouvrir(n)}>
                      <Icone nom={ICONES[n.genre]} />
                      <span>
                        <span className={n.lue_le ? undefined : css.nouvelle}>
                          {!n.lue_le && <span className="lecteur-seul">Nouvelle alerte : </span>}
                          {n.texte}
                        </span>
                        <span className="discret petit">{dateHeure(n.le)}</span>
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
              <Pagination
                page={data.page}
                parPage={data.par_page}
                total={data.total}
                noun="alerte"
                onPage={(p) => void naviguer({ to: '.', search: { page: String(p) } })}
              />
            </>
          )}
        </Reading>
      </Card>
    </Page>
  )
}
