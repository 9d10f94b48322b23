import { useContexte } from '../../session.ts'
import { Card } from '../../ui/Card.tsx'
import { Page } from '../../ui/Page.tsx'

/** Declaration of accessibility (loi 2005-102 art. 47, décret 2019-768): true to what is really checked. */
export function PageAccessibilite() {
  const contexte = useContexte()
  return (
    <Page title="Accessibilité" intro={`Déclaration de ${contexte?.collectivite ?? 'la collectivité'}`}>
      <Card title="État de conformité">
        <p>
          Ce site est <strong>partiellement conforme</strong> au référentiel général d’amélioration de l’accessibilité
          (RGAA 4.1), niveau AA.
        </p>
        <p>
          Les pages sont contrôlées automatiquement à chaque version (clavier, structure, formulaires, contrastes). Les
          critères qui demandent un examen humain n’ont pas encore fait l’objet d’un audit complet.
        </p>
      </Card>
      <Card title="Contenus non accessibles">
        <ul>
          <li>La carte d’un établissement est une image de situation : l’adresse et la commune sont écrites à côté.</li>
          <li>Les pièces déposées par les établissements gardent l’accessibilité de leur document d’origine.</li>
        </ul>
      </Card>
      <Card title="Technologies et vérifications">
        <p>HTML, CSS, JavaScript et PDF balisés (PDF/UA-1). Vérifications avec axe-core et au clavier dans Chromium.</p>
      </Card>
      <Card title="Signaler une difficulté">
        <p>
          Si un contenu ou un service ne vous est pas accessible, écrivez au service indiqué sur la fiche du téléservice
          : une autre voie vous sera proposée.
        </p>
        <p>
          Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits :{' '}
          <a href="https://formulaire.defenseurdesdroits.fr">formulaire.defenseurdesdroits.fr</a>, ou par courrier
          gratuit : Défenseur des droits, Libre réponse 71120, 75342 Paris CEDEX 07.
        </p>
      </Card>
    </Page>
  )
}
