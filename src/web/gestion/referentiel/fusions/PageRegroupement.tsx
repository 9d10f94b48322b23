import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LIBELLES_REGROUPEMENT } from '#domain/referentiel/regroupement.ts'
import { lireRegroupement, type Membre, type Regroupement } from '#domain/referentiel/regroupement-api.ts'
import { useRead } from '#web/call.ts'
import css from '#web/referentiel/referentiel.module.css'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { SelectField } from '#web/ui/champs.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { date, euros, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Table } from '#web/ui/Table.tsx'
import { Dissolution, Entree, Sortie } from './ActesRegroupement.tsx'

/** A regroupement: what it adds up to a school year, and its members with their days. */
export function PageRegroupement() {
  const { id = '' } = useParams({ strict: false })
  const { annee } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const lecture = useRead(lireRegroupement, { params: { id }, query: { annee } }, { keep: true })
  return (
    <Reading query={lecture} lines={6}>
      {(r) => (
        <Page
          title={r.nom}
          crumbs={[{ label: 'Regroupements', to: '/gestion/regroupements' }]}
          intro={LIBELLES_REGROUPEMENT[r.genre]}
          actions={r.dissous_le ? <Tag>Dissous le {date(r.dissous_le)}</Tag> : <Dissolution regroupement={r} />}
        >
          {r.ecart && (
            <Alert kind="alerte" title="Deux totaux pour la même rentrée">
              {nombre(r.ecart.annonce)} élèves annoncés pour l’ensemble, {nombre(r.ecart.somme)} en additionnant les
              membres.
            </Alert>
          )}
          <Card title="Ensemble">
            <SelectField
              label="Rentrée"
              value={String(r.annee)}
              options={[...new Set([r.annee, ...r.annees])]
                .sort((a, b) => b - a)
                .map((a) => ({ value: String(a), label: `${a}-${a + 1}` }))}
              onChange={(e) =>
                void naviguer({
                  to: '.',
                  search: (s) => ({ ...s, annee: e.target.value }),
                  replace: true,
                  resetScroll: false,
                })
              }
            />
            <dl className={css.termes}>
              <div>
                <dt>Élèves</dt>
                <dd>
                  {nombre(r.eleves)}
                  {r.sans_effectif > 0 && (
                    <span className="discret"> · {nombre(r.sans_effectif)} sans effectif connu</span>
                  )}
                </dd>
              </div>
              <div>
                <dt>Opérations de l’année</dt>
                <dd>
                  {nombre(r.operations)} · {euros(r.montant_operations / 100)}
                </dd>
              </div>
            </dl>
          </Card>
          <Card title="Membres">
            <Membres regroupement={r} />
          </Card>
          {!r.dissous_le && <Entree regroupement={r} />}
        </Page>
      )}
    </Reading>
  )
}

function Membres({ regroupement: r }: { regroupement: Regroupement }) {
  const [sort, setSort] = useState<Membre>()
  return (
    <>
      <Table
        caption="Membres du regroupement"
        captionHidden
        rows={r.membres}
        rowKey={(m) => `${m.uai}-${m.depuis}`}
        columns={[
          {
            key: 'nom',
            title: 'Établissement',
            header: true,
            cell: (m) => (
              <>
                <Link to="/gestion/etablissements/$uai" params={{ uai: m.uai }}>
                  {m.nom}
                </Link>{' '}
                {m.role === 'tete' && <Tag>Tête</Tag>}
              </>
            ),
          },
          {
            key: 'dates',
            title: 'Membre',
            cell: (m) => (m.jusque ? `du ${date(m.depuis)} au ${date(m.jusque)}` : `depuis le ${date(m.depuis)}`),
          },
          { key: 'eleves', title: 'Élèves', numeric: true, cell: (m) => nombre(m.eleves) },
          { key: 'raison', title: 'Compté', cell: (m) => (m.compte ? 'Oui' : (m.raison ?? 'Non')) },
          {
            key: 'acte',
            title: 'Sortie',
            cell: (m) =>
              m.jusque || r.dissous_le ? (
                '—'
              ) : (
                <Button small kind="discret" onClick={() => setSort(m)}>
                  Faire sortir
                </Button>
              ),
          },
        ]}
      />
      <Sortie id={r.id} membre={sort} fermer={() => setSort(undefined)} />
    </>
  )
}
