import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { type GenreRegroupement, LIBELLES_REGROUPEMENT } from '#domain/referentiel/regroupement.ts'
import { creerRegroupement, listerRegroupements } from '#domain/referentiel/regroupement-api.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { DateField, SelectField, TextField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, nombre } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Table } from '#web/ui/Table.tsx'
import { ChoisirEtablissement } from './ChoisirEtablissement.tsx'
import css from './Fusions.module.css'

const GENRES = Object.entries(LIBELLES_REGROUPEMENT).map(([value, label]) => ({ value, label }))

/** Cités scolaires, réseaux: établissements put together that keep their identity. */
export function PageRegroupements() {
  const { recherche = '', genre, page = '1', nouveau } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const changer = (patch: Record<string, string | undefined>) =>
    void naviguer({ to: '.', search: (s) => ({ ...s, page: undefined, ...patch }), replace: true, resetScroll: false })
  const liste = useRead(
    listerRegroupements,
    { query: { recherche, genre: genre as GenreRegroupement | undefined, page: Number(page) || 1 } },
    { keep: true },
  )
  return (
    <Page
      title="Regroupements"
      crumbs={[{ label: 'Rapprochements et fusions', to: '/gestion/rapprochements' }]}
      intro="Cités scolaires, réseaux, ensembles : chaque membre garde son UAI et sa fiche."
      actions={
        nouveau === undefined && (
          <Button small icon="ajouter" onClick={() => changer({ nouveau: 'oui' })}>
            Nouveau regroupement
          </Button>
        )
      }
    >
      {nouveau !== undefined && (
        <Creation
          depart={nouveau.split(',').filter((u) => /^\d{7}[A-Z]$/.test(u))}
          fermer={() => changer({ nouveau: undefined })}
        />
      )}
      <SearchBox
        label="Rechercher un regroupement"
        value={recherche}
        onChange={(t) => changer({ recherche: t || undefined })}
      />
      <div className={css.filtre}>
        <SelectField
          label="Genre"
          empty="Tous"
          value={genre ?? ''}
          options={GENRES}
          onChange={(e) => changer({ genre: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty icon="groupe" title="Aucun regroupement.">
            <p>Créez-en un ici, ou depuis un rapprochement que le système propose.</p>
          </Empty>
        }
      >
        {(data) => (
          <div className="pile">
            <Table
              caption="Regroupements"
              captionHidden
              rows={data.elements}
              rowKey={(r) => r.id}
              columns={[
                {
                  key: 'nom',
                  title: 'Nom',
                  header: true,
                  cell: (r) => (
                    <Link to="/gestion/regroupements/$id" params={{ id: String(r.id) }}>
                      {r.nom}
                    </Link>
                  ),
                },
                { key: 'genre', title: 'Genre', cell: (r) => LIBELLES_REGROUPEMENT[r.genre] },
                { key: 'membres', title: 'Membres', numeric: true, cell: (r) => nombre(r.membres) },
                { key: 'dissous', title: 'Dissous le', cell: (r) => date(r.dissous_le) },
              ]}
            />
            <Pagination
              page={data.page}
              parPage={data.par_page}
              total={data.total}
              noun="regroupement"
              onPage={(p) => changer({ page: String(p) })}
            />
          </div>
        )}
      </Reading>
    </Page>
  )
}

function Creation({ depart, fermer }: { depart: string[]; fermer: () => void }) {
  const naviguer = useNavigate()
  const creation = useAct(creerRegroupement)
  const [membres, setMembres] = useState(depart.map((uai) => ({ uai, nom: '' })))
  const [tete, setTete] = useState('')
  const envoyer = async (saisie: FormData) => {
    const cree = await creation.run({
      body: {
        genre: String(saisie.get('genre')) as GenreRegroupement,
        nom: String(saisie.get('nom')),
        depuis: String(saisie.get('depuis')),
        membres: membres.map((m) => ({ uai: m.uai, role: m.uai === tete ? 'tete' : 'membre' })),
      },
    })
    if (cree) void naviguer({ to: '/gestion/regroupements/$id', params: { id: String(cree.id) } })
  }
  return (
    <Card title="Nouveau regroupement">
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer(new FormData(e.currentTarget))
        }}
      >
        {creation.failure && <Alert kind="danger">{creation.failure.message}</Alert>}
        <TextField label="Nom" name="nom" required error={creation.error('nom')} />
        <SelectField label="Genre" name="genre" options={GENRES} />
        <DateField
          label="Depuis"
          name="depuis"
          required
          error={creation.error('depuis')}
          help="En général, un 1er septembre."
        />
        <ul className="sans-puce pile">
          {membres.map((m) => (
            <li key={m.uai} className="rang entre">
              <span>
                {m.nom || m.uai} {m.nom && `(${m.uai})`}
              </span>
              <Button
                small
                kind="discret"
                icon="effacer"
                onClick={() => setMembres((l) => l.filter((x) => x.uai !== m.uai))}
              >
                Retirer
              </Button>
            </li>
          ))}
        </ul>
        <ChoisirEtablissement
          label="Ajouter un établissement"
          sauf={membres.map((m) => m.uai)}
          onChoose={(e) => setMembres((l) => [...l, e])}
        />
        {membres.length > 0 && (
          <SelectField
            label="Établissement à la tête"
            empty="Aucun"
            value={tete}
            options={membres.map((m) => ({ value: m.uai, label: m.nom || m.uai }))}
            onChange={(e) => setTete(e.target.value)}
          />
        )}
        <div className="rang">
          <Button type="submit" kind="principal" busy={creation.pending}>
            Créer le regroupement
          </Button>
          <Button onClick={fermer}>Renoncer</Button>
        </div>
      </form>
    </Card>
  )
}
