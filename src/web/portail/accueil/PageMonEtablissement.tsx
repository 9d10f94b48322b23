import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type Fiche, lireEtablissement } from '#domain/referentiel/api.ts'
import { lireRegistre } from '#domain/referentiel/api-fiche.ts'
import { compterRubriques } from '#domain/referentiel/api-rubriques.ts'
import { useRead } from '../../call.ts'
import { Chiffres } from '../../referentiel/fiche/Chiffres.tsx'
import { Onglet } from '../../referentiel/fiche/Onglet.tsx'
import { Identite, Territoires } from '../../referentiel/Identite.tsx'
import css from '../../referentiel/referentiel.module.css'
import { PropositionsDe } from '../../referentiel/validation/PropositionsDe.tsx'
import { Tag } from '../../ui/Badge.tsx'
import { Card } from '../../ui/Card.tsx'
import { Loading, Reading } from '../../ui/etats.tsx'
import { useMedia } from '../../ui/media.ts'
import { Page } from '../../ui/Page.tsx'
import { Tabs } from '../../ui/Tabs.tsx'

/** What the collectivité knows of my établissement, and from whom. */
export function PageMonEtablissement() {
  const { uai = '' } = useParams({ strict: false })
  const lecture = useRead(lireEtablissement, { params: { uai } })
  return (
    <Reading query={lecture} lines={6}>
      {(fiche) => (
        <Page
          title={fiche.nom}
          intro="Ce que la collectivité sait de votre établissement : c’est ce qui remplit vos demandes. Une valeur est fausse ? « Corriger » la propose à la collectivité."
        >
          <div className="rang">
            {fiche.badges.map((b) => (
              <Tag key={b}>{b}</Tag>
            ))}
          </div>
          <Chiffres uai={fiche.uai} moment={{}} />
          <div className={css.deux}>
            <Card title="Identité">
              <Identite fiche={fiche} />
            </Card>
            <Card title="Territoires">
              <Territoires fiche={fiche} />
            </Card>
          </div>
          <Donnees fiche={fiche} />
          <PropositionsDe fiche={fiche} />
        </Page>
      )}
    </Reading>
  )
}

/** The tabs that hold something for the établissement: read, and corrected by proposition. */
function Donnees({ fiche }: { fiche: Fiche }) {
  const { onglet = 'general' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const papier = useMedia('print')
  const registre = useRead(lireRegistre, {})
  const comptes = useRead(compterRubriques, { params: { uai: fiche.uai } })
  if (!registre.data || !comptes.data) return <Loading lines={4} />
  const donnees = registre.data
  const pleins = donnees.onglets.filter(
    (o) =>
      fiche.champs.some((c) => c.onglet === o.code) ||
      (comptes.data ?? []).some((r) => r.onglet === o.code && r.total > 0),
  )
  return (
    <Card title="Données et sources">
      <Tabs
        label="Données de l’établissement"
        current={onglet}
        all={papier}
        onChange={(cle) =>
          void naviguer({ to: '.', search: (s) => ({ ...s, onglet: cle }), replace: true, resetScroll: false })
        }
        tabs={pleins.map((o) => ({
          key: o.code,
          label: o.libelle,
          panel: () => <Onglet fiche={fiche} registre={donnees} onglet={o.code} moment={{}} modifiable={false} />,
        }))}
      />
    </Card>
  )
}
