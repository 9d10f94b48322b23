import { Link } from '@tanstack/react-router'
import { type Dossier, lireAccuse } from '#domain/dossiers/api.ts'
import { adresseDe } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { ButtonAnchor, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { useCheminDossiers } from '../horscompte/suivi.ts'
import css from './dossiers.module.css'

/** After the deposit: its number, its proof, and what follows. Also what the back button or another tab finds. */
export function Depose({ dossier, aInstant }: { dossier: Dossier; aInstant: boolean }) {
  const { cle, numero, depose_le, depose_par, teleservice, sans_compte } = dossier
  const params = { cle }
  return (
    <Page
      title={aInstant ? 'Votre dossier est déposé' : 'Ce dossier est déjà déposé'}
      crumbs={useCheminDossiers()}
      intro={teleservice.titre}
    >
      <Card>
        <Alert
          kind={aInstant ? 'succes' : 'info'}
          title={aInstant ? 'Le service a reçu votre dossier' : `Dossier n° ${numero}`}
        >
          <p>
            {aInstant ? 'Reçu' : 'Déposé'} le {dateHeure(depose_le)}
            {!aInstant && depose_par && ` par ${depose_par.nom}`}.{' '}
            {!aInstant && 'Il ne se modifie plus ici, et rien n’a été déposé une seconde fois.'}
          </p>
        </Alert>
        <p className={css.numero}>
          <span className="discret">Votre numéro de dossier</span>
          <strong>{numero}</strong>
        </p>
        <div className="rang">
          <ButtonAnchor kind="principal" icon="telecharger" href={adresseDe(lireAccuse, { params })} download>
            Télécharger l’accusé de réception (PDF)
          </ButtonAnchor>
          <ButtonLink icon="dossiers" to="/dossiers/$cle" params={params}>
            Suivre le dossier
          </ButtonLink>
        </div>
      </Card>
      <Card title="Et maintenant ?">
        <ol>
          <li>Le service vérifie que le dossier est complet. S’il manque une pièce, il vous la demande ici.</li>
          {sans_compte ? (
            <li>
              Vous êtes prévenu par courriel à chaque étape. Pour revenir ici :{' '}
              <Link to="/suivi">Suivre une demande</Link>, votre adresse et votre code de suivi.
            </li>
          ) : (
            <li>Vous êtes prévenu par courriel et sur votre page d’accueil à chaque étape.</li>
          )}
          <li>La décision se télécharge dans le dossier, avec tous vos échanges.</li>
        </ol>
      </Card>
    </Page>
  )
}
