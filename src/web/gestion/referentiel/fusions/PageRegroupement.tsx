import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LIBELLES_REGROUPEMENT } from '#domain/referentiel/regroupement.ts'
import {
  ajouterMembre,
  lireRegroupement,
  type Membre,
  modifierRegroupement,
  type Regroupement,
  sortirMembre,
} from '#domain/referentiel/regroupement-api.ts'
import { useAct, useRead } from '#web/call.ts'
import css from '#web/referentiel/referentiel.module.css'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { DateField, SelectField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Reading } from '#web/ui/etats.tsx'
import { date, euros, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Table } from '#web/ui/Table.tsx'
import { ChoisirEtablissement } from './ChoisirEtablissement.tsx'

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

function Sortie({ id, membre, fermer }: { id: number; membre: Membre | undefined; fermer: () => void }) {
  const sortie = useAct(sortirMembre)
  const envoyer = async (saisie: FormData) => {
    if (
      membre &&
      (await sortie.run({ params: { id, uai: membre.uai }, body: { jusque: String(saisie.get('jusque')) } }))
    )
      fermer()
  }
  return (
    <Dialog title={`Faire sortir ${membre?.nom ?? ''}`} open={membre !== undefined} onClose={fermer}>
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer(new FormData(e.currentTarget))
        }}
      >
        {sortie.failure && !sortie.error('jusque') && <Alert kind="danger">{sortie.failure.message}</Alert>}
        <DateField
          label="Dernier jour"
          name="jusque"
          required
          error={sortie.error('jusque')}
          help="Les années d’avant continuent de le compter."
        />
        <Button type="submit" kind="principal" busy={sortie.pending}>
          Faire sortir
        </Button>
      </form>
    </Dialog>
  )
}

function Entree({ regroupement: r }: { regroupement: Regroupement }) {
  const ajout = useAct(ajouterMembre)
  const [choisi, setChoisi] = useState<{ uai: string; nom: string }>()
  const envoyer = async (saisie: FormData) => {
    if (!choisi) return
    const fait = await ajout.run({
      params: { id: r.id },
      body: { uai: choisi.uai, depuis: String(saisie.get('depuis')) },
    })
    if (fait) setChoisi(undefined)
  }
  return (
    <Card title="Faire entrer un établissement">
      {ajout.failure && <Alert kind="danger">{ajout.failure.message}</Alert>}
      {choisi ? (
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void envoyer(new FormData(e.currentTarget))
          }}
        >
          <p>
            {choisi.nom} ({choisi.uai})
          </p>
          <DateField label="Depuis" name="depuis" required error={ajout.error('depuis')} />
          <div className="rang">
            <Button type="submit" kind="principal" busy={ajout.pending}>
              Faire entrer
            </Button>
            <Button onClick={() => setChoisi(undefined)}>Choisir un autre</Button>
          </div>
        </form>
      ) : (
        <ChoisirEtablissement
          label="Chercher un établissement"
          sauf={r.membres.filter((m) => !m.jusque).map((m) => m.uai)}
          onChoose={setChoisi}
        />
      )}
    </Card>
  )
}

function Dissolution({ regroupement: r }: { regroupement: Regroupement }) {
  const [ouvert, setOuvert] = useState(false)
  const acte = useAct(modifierRegroupement)
  const envoyer = async (saisie: FormData) => {
    if (await acte.run({ params: { id: r.id }, body: { dissous_le: String(saisie.get('dissous_le')) } }))
      setOuvert(false)
  }
  return (
    <>
      <Button small onClick={() => setOuvert(true)}>
        Dissoudre…
      </Button>
      <Dialog title="Dissoudre le regroupement" open={ouvert} onClose={() => setOuvert(false)}>
        <form
          className="pile"
          onSubmit={(e) => {
            e.preventDefault()
            void envoyer(new FormData(e.currentTarget))
          }}
        >
          {acte.failure && <Alert kind="danger">{acte.failure.message}</Alert>}
          <DateField
            label="Dernier jour"
            name="dissous_le"
            required
            help="Ses années passées restent lisibles ; il ne changera plus."
          />
          <Button type="submit" kind="danger" busy={acte.pending}>
            Dissoudre
          </Button>
        </form>
      </Dialog>
    </>
  )
}
