import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMoi } from '#web/session.ts'
import { ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { Empty } from '#web/ui/etats.tsx'
import { Page } from '#web/ui/Page.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { Appels } from './Appels.tsx'
import { Liste } from './Liste.tsx'

/** The national APIs that forms ask, how they are, and who asked what. */
export function PageConnecteurs() {
  const { onglet = 'liste' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  if (useMoi()?.role !== 'administrateur') return <Reserve />
  return (
    <Page
      title="Connecteurs"
      intro="Les API nationales que les formulaires interrogent. Quand l’une ne répond pas, la saisie continue."
    >
      <Card>
        <Tabs
          label="Connecteurs"
          current={onglet}
          onChange={(cle) =>
            void naviguer({ to: '/gestion/parametrage/connecteurs', search: { onglet: cle }, replace: true })
          }
          tabs={[
            { key: 'liste', label: 'Services', panel: () => <Liste /> },
            { key: 'journal', label: 'Journal des appels', panel: () => <Appels /> },
          ]}
        />
      </Card>
    </Page>
  )
}

export const Reserve = () => (
  <Page title="Connecteurs">
    <Empty icon="info" title="Cette page est réservée aux administrateurs.">
      <ButtonLink to="/gestion">Revenir au tableau de bord</ButtonLink>
    </Empty>
  </Page>
)
