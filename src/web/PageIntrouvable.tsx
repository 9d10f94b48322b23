import { CadrePortail } from './portail/Cadre.tsx'
import { ButtonLink } from './ui/Button.tsx'
import { Empty } from './ui/etats.tsx'
import { Page } from './ui/Page.tsx'

export function PageIntrouvable() {
  return (
    <CadrePortail>
      <Page title="Page introuvable">
        <Empty icon="loupe" title="Cette page n’existe pas, ou ne vous est pas ouverte.">
          <p>Vérifiez l’adresse, ou repartez de l’accueil.</p>
          <ButtonLink kind="principal" to="/">
            Revenir à l’accueil
          </ButtonLink>
        </Empty>
      </Page>
    </CadrePortail>
  )
}
