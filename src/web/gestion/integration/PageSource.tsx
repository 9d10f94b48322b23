import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { Answer } from '#domain/endpoint.ts'
import { lireSource } from '#domain/integration/api.ts'
import { listerReglages, prendreSource } from '#domain/integration/api-connecteurs.ts'
import { useAct, useRead } from '../../call.ts'
import { Termes } from '../../referentiel/Identite.tsx'
import { Alert } from '../../ui/Alert.tsx'
import { Button, ButtonLink } from '../../ui/Button.tsx'
import { Card } from '../../ui/Card.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { date, dateHeure, nombre } from '../../ui/format.ts'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { Alertes } from './Alertes.tsx'
import { Calendrier } from './Calendrier.tsx'
import { Codes } from './Codes.tsx'
import { VersionsCorrespondance } from './correspondance/VersionsCorrespondance.tsx'
import { useRegleIntegrations } from './droits.ts'
import { ImporterFichier } from './ImporterFichier.tsx'
import { Imports } from './Imports.tsx'
import { Precedence } from './Precedence.tsx'
import { Reglage } from './Reglage.tsx'

type Source = Answer<typeof lireSource>

/** One source: what it is, where and when it comes, its rules, its runs, its mapping. */
export function PageSource() {
  const { source: code = '' } = useParams({ strict: false })
  const lecture = useRead(lireSource, { params: { source: code } })
  return <Reading query={lecture}>{(s) => <Contenu source={s} />}</Reading>
}

function Contenu({ source: s }: { source: Source }) {
  const { onglet = 'reglage' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const [importe, setImporte] = useState(false)
  const regle = useRegleIntegrations()
  const reglages = useRead(listerReglages, {})
  const reglage = reglages.data?.elements.find((r) => r.source === s.code)
  return (
    <Page
      title={s.libelle}
      crumbs={[{ label: 'Intégrations', to: '/gestion/integrations' }]}
      intro={`${s.editeur} · ${s.licence}`}
      actions={
        s.importable && (
          <>
            {regle && (
              <ButtonLink to="/gestion/integrations/sources/$source/correspondance" params={{ source: s.code }}>
                Correspondance des colonnes
              </ButtonLink>
            )}
            <Button kind="principal" icon="ajouter" onClick={() => setImporte(true)}>
              Importer un fichier
            </Button>
          </>
        )
      }
    >
      {reglage && <Alertes alertes={reglage.alertes} />}
      <Card>
        <Tabs
          label="Source"
          current={onglet}
          onChange={(cle) => void naviguer({ to: '.', search: { onglet: cle }, replace: true })}
          tabs={[
            {
              key: 'reglage',
              label: 'Où et quand',
              panel: () => (
                <Reading query={reglages}>
                  {() =>
                    reglage ? (
                      <div className="pile">
                        <DernierePrise source={s.code} reglage={reglage} />
                        <Reglage key={reglage.modifie_le} de={reglage} genre={s.genre} />
                      </div>
                    ) : (
                      <Empty icon="info" title="Cette source est livrée avec Préau et ne se règle pas." />
                    )
                  }
                </Reading>
              ),
            },
            ...contenuDe(s),
            { key: 'regles', label: 'Règles', panel: () => <Regles source={s} /> },
            { key: 'imports', label: 'Imports', panel: () => <Imports source={s.code} /> },
            { key: 'versions', label: 'Correspondances', panel: () => <Versions source={s} /> },
          ]}
        />
      </Card>
      <ImporterFichier ouvert={importe} fermer={() => setImporte(false)} source={s.code} />
    </Page>
  )
}

/** What the source has brought, when it is neither of établissements nor of what they hold. */
function contenuDe({ genre }: Source) {
  if (genre === 'calendrier') return [{ key: 'contenu', label: 'Calendrier', panel: () => <Calendrier /> }]
  if (genre === 'territoires' || genre === 'nomenclatures')
    return [{ key: 'contenu', label: 'Codes', panel: () => <Codes genre={genre} /> }]
  return []
}

type Regle = Answer<typeof listerReglages>['elements'][number]

function DernierePrise({ source, reglage: r }: { source: string; reglage: Regle }) {
  const prendre = useAct(prendreSource)
  const dire = useToast()
  const regle = useRegleIntegrations()
  const lancer = async () => {
    if (await prendre.run({ params: { source }, body: {} })) dire('Préau va chercher cette source.')
  }
  return (
    <>
      {r.essaye_le && (
        <Alert
          kind={r.essai_etat === 'echec' ? 'danger' : r.essai_etat === 'partiel' ? 'alerte' : 'succes'}
          title={`Dernière prise le ${dateHeure(r.essaye_le)}`}
        >
          {r.essai_message}
        </Alert>
      )}
      {prendre.failure && <Alert kind="danger">{prendre.failure.message}</Alert>}
      {regle && r.reglage.ou.genre !== 'depot' && (
        <div>
          <Button icon="telecharger" busy={prendre.pending} onClick={() => void lancer()}>
            Aller la chercher maintenant
          </Button>
        </div>
      )}
    </>
  )
}

function Regles({ source: s }: { source: Source }) {
  return (
    <div className="pile">
      <Termes
        lignes={[
          ['Données du', date(s.date_donnees)],
          [
            'Rang parmi les sources',
            s.genre === 'etablissements' ? `${nombre(s.priorite)} (le plus petit l’emporte)` : '',
          ],
          [
            'Correspondance',
            s.version_correspondance === 0 ? 'Celle livrée avec Préau' : `Version ${s.version_correspondance}`,
          ],
        ]}
      />
      <ul>
        {s.regles.map((r) => (
          <li key={r}>{r}</li>
        ))}
      </ul>
      {s.importable && s.genre === 'etablissements' && <Precedence source={s.code} />}
    </div>
  )
}

function Versions({ source: s }: { source: Source }) {
  if (!s.importable) return <Empty icon="info" title="Les fichiers de cette source sont lus tels qu’ils sont livrés." />
  return <VersionsCorrespondance source={s.code} />
}
