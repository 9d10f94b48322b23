import { Link, useParams } from '@tanstack/react-router'
import { type Courriel, lireCourriel, listerCourriels } from '#domain/messagerie/api.ts'
import { useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import css from './Courriel.module.css'
import { EtatDuCourriel } from './EtatDuCourriel.tsx'

/** One mail, as it was or would have been sent. */
export function PageCourriel() {
  const { id = '' } = useParams({ strict: false })
  const courriel = useRead(lireCourriel, { params: { id } })
  return (
    <Page title={courriel.data?.sujet ?? 'Courriel'} crumbs={[{ label: 'Courriels', to: '/gestion/courriels' }]}>
      <Reading query={courriel}>{(c) => <Contenu courriel={c} />}</Reading>
    </Page>
  )
}

function Contenu({ courriel: c }: { courriel: Courriel }) {
  return (
    <>
      <Suite courriel={c} />
      <Card>
        <dl className={css.faits}>
          <dt>À</dt>
          <dd>{c.destinataire}</dd>
          <dt>État</dt>
          <dd>
            <EtatDuCourriel etat={c.etat} />
          </dd>
          <dt>Écrit</dt>
          <dd>le {dateHeure(c.le)}</dd>
          {c.envoye_le && (
            <>
              <dt>Envoyé</dt>
              <dd>le {dateHeure(c.envoye_le)}</dd>
            </>
          )}
          {c.dossier && (
            <>
              <dt>Dossier</dt>
              <dd>
                <Link to="/gestion/dossiers/$cle" params={{ cle: c.dossier.cle }}>
                  {c.dossier.numero ?? 'Brouillon'}
                </Link>
              </dd>
            </>
          )}
        </dl>
        <div className={css.texte}>
          <Texte texte={c.texte} />
        </div>
      </Card>
    </>
  )
}

/** Why it has not left, when it has not. */
function Suite({ courriel: { etat, erreur } }: { courriel: Courriel }) {
  // Only an unsent mail raises the question of the server, which the list answers.
  const boite = useRead(
    listerCourriels,
    { query: { par_page: 1 } },
    { enabled: etat === 'garde' || etat === 'a_envoyer' },
  )
  if (etat === 'en_erreur')
    return (
      <Alert kind="danger" title="Le serveur de courriel a refusé ce message.">
        <p>{erreur || 'Il n’a pas dit pourquoi.'}</p>
      </Alert>
    )
  if (boite.data?.smtp === false)
    return (
      <Alert kind="alerte" title="Ce courriel n’est pas parti : aucun serveur de courriel n’est configuré.">
        <p>Il est gardé ici, tel qu’il serait parti.</p>
      </Alert>
    )
  if (etat === 'a_envoyer') return <Alert title="Ce courriel attend son tour : il part dans quelques instants." />
  return null
}

const ADRESSE = /(https?:\/\/[^\s<>]+[^\s<>.,;:!?)»])/

/** The text as sent; addresses in it can be followed. */
function Texte({ texte }: { texte: string }) {
  return texte.split(ADRESSE).map((morceau, i) =>
    i % 2 === 1 ? (
      <a key={i} href={morceau}>
        {morceau}
      </a>
    ) : (
      morceau
    ),
  )
}
