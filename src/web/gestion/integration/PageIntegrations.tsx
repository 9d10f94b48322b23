import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { Applications } from './Applications.tsx'
import { Echanges } from './Echanges.tsx'
import { ImporterFichier } from './ImporterFichier.tsx'
import { Imports } from './Imports.tsx'
import { Placements } from './Placements.tsx'
import { Sources } from './Sources.tsx'

/** How the référentiel is fed: sources, runs, applications, exchanges. */
export function PageIntegrations() {
  const { onglet = 'sources' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const [importe, setImporte] = useState(false)
  return (
    <Page
      title="Intégrations"
      intro="D’où viennent les données du référentiel, quand elles arrivent, et ce qu’elles ont changé."
      actions={
        <Button kind="principal" icon="ajouter" onClick={() => setImporte(true)}>
          Importer un fichier
        </Button>
      }
    >
      <Card>
        <Tabs
          label="Intégrations"
          current={onglet}
          onChange={(cle) => void naviguer({ to: '/gestion/integrations', search: { onglet: cle }, replace: true })}
          tabs={[
            { key: 'sources', label: 'Sources', panel: () => <Sources /> },
            { key: 'imports', label: 'Imports', panel: () => <Imports /> },
            { key: 'applications', label: 'Applications', panel: () => <Applications /> },
            { key: 'echanges', label: 'Échanges', panel: () => <Echanges /> },
            { key: 'placements', label: 'Établissements à placer', panel: () => <Placements /> },
          ]}
        />
      </Card>
      <ImporterFichier ouvert={importe} fermer={() => setImporte(false)} />
    </Page>
  )
}
