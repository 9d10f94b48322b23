import { lireContexte } from '#domain/comptes/api.ts'
import { useRead } from '../../call.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Loading } from '../../ui/etats.tsx'
import { Page } from '../../ui/Page.tsx'
import { AccueilEtablissement } from './AccueilEtablissement.tsx'
import css from './accueil.module.css'
import { EnCeMoment } from './EnCeMoment.tsx'

/** Signed in for an établissement: what awaits me. Otherwise: what this place is, and the catalogue. */
export function PageAccueil() {
  const contexte = useRead(lireContexte, {})
  if (contexte.isPending) return <Loading />
  if (contexte.data?.moi?.role === 'etablissement') return <AccueilEtablissement moi={contexte.data.moi} />
  return (
    <Page title={contexte.data?.moi ? `Bonjour ${contexte.data.moi.prenom}` : 'Bienvenue'}>
      <section className={css.bandeau}>
        <h2>Les services de la collectivité pour les collèges et les lycées</h2>
        <p>
          Trouvez le bon téléservice, remplissez une demande sans redire ce que la collectivité sait déjà, suivez chaque
          dossier jusqu’à la décision.
        </p>
        <div className="rang">
          {contexte.data?.moi ? (
            <ButtonLink kind="principal" icon="tableau" to="/gestion">
              Ouvrir la gestion
            </ButtonLink>
          ) : (
            <ButtonLink kind="principal" icon="personne" to="/connexion">
              Se connecter
            </ButtonLink>
          )}
          <ButtonLink to="/teleservices">Voir les téléservices</ButtonLink>
        </div>
      </section>
      <EnCeMoment />
    </Page>
  )
}
