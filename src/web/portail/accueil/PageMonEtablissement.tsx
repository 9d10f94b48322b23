import { useParams } from '@tanstack/react-router'
import { lireEtablissement } from '#domain/referentiel/api.ts'
import { useRead } from '../../call.ts'
import { Identite, Territoires } from '../../referentiel/Identite.tsx'
import css from '../../referentiel/referentiel.module.css'
import { Sources } from '../../referentiel/Sources.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Reading } from '../../ui/etats.tsx'
import { Page } from '../../ui/Page.tsx'

/** What the collectivité knows of my établissement, and from whom. */
export function PageMonEtablissement() {
  const { uai = '' } = useParams({ strict: false })
  const lecture = useRead(lireEtablissement, { params: { uai } })
  return (
    <Reading query={lecture} lines={6}>
      {(fiche) => (
        <Page
          title={fiche.nom}
          intro="Ce que la collectivité sait de votre établissement : c’est ce qui remplit vos demandes."
        >
          <div className="rang">
            {fiche.badges.map((b) => (
              <Tag key={b}>{b}</Tag>
            ))}
          </div>
          <div className={css.deux}>
            <Card title="Identité">
              <Identite fiche={fiche} />
            </Card>
            <Card title="Territoires">
              <Territoires fiche={fiche} />
            </Card>
          </div>
          <Card title="Données et sources">
            <Sources fiche={fiche} />
          </Card>
        </Page>
      )}
    </Reading>
  )
}
