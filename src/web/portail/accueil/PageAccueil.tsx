import { Link } from '@tanstack/react-router'
import { lireContexte } from '#domain/comptes/api.ts'
import { listerTeleservices } from '#domain/teleservices/api.ts'
import { useRead } from '../../call.ts'
import { ButtonLink } from '../../ui/Button.tsx'
import { Loading, Reading } from '../../ui/etats.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tuile } from '../teleservices/Tuile.tsx'
import { AccueilEtablissement } from './AccueilEtablissement.tsx'
import css from './accueil.module.css'

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

/** The téléservices that can be deposited now. */
export function EnCeMoment() {
  const catalogue = useRead(listerTeleservices, { query: { ouvert: 'oui', par_page: 6 } })
  return (
    <section className="pile" aria-labelledby="en-ce-moment">
      <div className={css.ligne}>
        <h2 id="en-ce-moment">Ouverts en ce moment</h2>
        <Link to="/teleservices">Tout le catalogue</Link>
      </div>
      <Reading
        query={catalogue}
        isEmpty={(d) => d.total === 0}
        empty={<p>Aucun téléservice n’est ouvert aujourd’hui.</p>}
      >
        {(data) => (
          <div className="grille">
            {data.elements.map((t) => (
              <Tuile key={t.code} tuile={t} />
            ))}
          </div>
        )}
      </Reading>
    </section>
  )
}
