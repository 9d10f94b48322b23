import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { LIBELLES_RAPPROCHEMENT } from '#domain/referentiel/rapprochement.ts'
import {
  ecarterRapprochement,
  leverEcart,
  listerRapprochements,
  type Rapprochement,
  recalculerRapprochements,
} from '#domain/referentiel/rapprochement-api.ts'
import { useAct, useRead } from '#web/call.ts'
import { Alert } from '#web/ui/Alert.tsx'
import { Tag } from '#web/ui/Badge.tsx'
import { Button, ButtonLink } from '#web/ui/Button.tsx'
import { Card } from '#web/ui/Card.tsx'
import { SelectField, TextField } from '#web/ui/champs.tsx'
import { Dialog } from '#web/ui/Dialog.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { date, dateHeure } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { Tabs } from '#web/ui/Tabs.tsx'
import { useToast } from '#web/ui/toasts.tsx'
import css from './Fusions.module.css'
import { ListeFusions } from './ListeFusions.tsx'

/** What the system brings together, to be looked at by an agent; what was set aside; the fusions there have been. */
export function PageRapprochements() {
  const { onglet = 'proposes' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const calcul = useAct(recalculerRapprochements)
  const dire = useToast()
  const relancer = async () => {
    if (await calcul.run({})) dire('La recherche est lancée : la liste se mettra à jour dans quelques instants.')
  }
  return (
    <Page
      title="Rapprochements et fusions"
      crumbs={[{ label: 'Établissements', to: '/gestion/etablissements' }]}
      intro="Les établissements qui se ressemblent. Deux UAI justes et connus ne sont jamais un doublon : au plus un regroupement."
      actions={
        <>
          <ButtonLink small icon="groupe" to="/gestion/regroupements">
            Regroupements
          </ButtonLink>
          <Button small icon="recharger" busy={calcul.pending} onClick={() => void relancer()}>
            Chercher de nouveau
          </Button>
        </>
      }
    >
      {calcul.failure && <Alert kind="danger">{calcul.failure.message}</Alert>}
      <Tabs
        label="Rapprochements et fusions"
        current={onglet}
        onChange={(cle) => void naviguer({ to: '/gestion/rapprochements', search: { onglet: cle }, replace: true })}
        tabs={[
          { key: 'proposes', label: 'À regarder', panel: () => <Liste ecartes="non" /> },
          { key: 'ecartes', label: 'Écartés', panel: () => <Liste ecartes="oui" /> },
          { key: 'fusions', label: 'Fusions et scissions', panel: () => <ListeFusions /> },
        ]}
      />
    </Page>
  )
}

function Liste({ ecartes }: { ecartes: 'oui' | 'non' }) {
  const { genre, page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const changer = (patch: Record<string, string | undefined>) =>
    void naviguer({ to: '.', search: (s) => ({ ...s, page: undefined, ...patch }), replace: true, resetScroll: false })
  const liste = useRead(
    listerRapprochements,
    { query: { ecartes, genre: genre as Rapprochement['genre'], page: Number(page) || 1 } },
    { keep: true },
  )
  return (
    <div className="pile">
      <div className={css.filtre}>
        <SelectField
          label="Genre"
          empty="Tous"
          value={genre ?? ''}
          options={Object.entries(LIBELLES_RAPPROCHEMENT).map(([value, label]) => ({ value, label }))}
          onChange={(e) => changer({ genre: e.target.value || undefined })}
        />
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty icon="groupe" title={ecartes === 'oui' ? 'Rien n’a été écarté.' : 'Aucun rapprochement à regarder.'}>
            <p>
              {liste.data?.calcule_le
                ? `Dernière recherche : ${dateHeure(liste.data.calcule_le)}.`
                : 'La recherche se fait chaque nuit et après chaque import ; vous pouvez aussi la lancer.'}
            </p>
          </Empty>
        }
      >
        {(data) => (
          <div className="pile">
            <ul className="sans-puce pile">
              {data.elements.map((r) => (
                <li key={r.id}>
                  <Candidat rapprochement={r} />
                </li>
              ))}
            </ul>
            <Pagination
              page={data.page}
              parPage={data.par_page}
              total={data.total}
              noun="rapprochement"
              onPage={(p) => changer({ page: String(p) })}
            />
          </div>
        )}
      </Reading>
    </div>
  )
}

function Candidat({ rapprochement: r }: { rapprochement: Rapprochement }) {
  const [ouvert, setOuvert] = useState(false)
  const levee = useAct(leverEcart)
  const uais = r.etablissements.map((e) => e.uai)
  return (
    <Card title={r.libelle} actions={<Tag>{`${r.score} sur 100`}</Tag>}>
      <ul className={css.membres}>
        {r.etablissements.map((e) => (
          <li key={e.uai}>
            <Link to="/gestion/etablissements/$uai" params={{ uai: e.uai }}>
              {e.nom}
            </Link>{' '}
            <span className="discret">{[e.uai, e.adresse, e.commune].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      <ul className={css.raisons} aria-label="Pourquoi">
        {r.parts.map((p) => (
          <li key={p.code}>
            {p.phrase} <span className="discret petit">+{p.points}</span>
          </li>
        ))}
      </ul>
      {r.ecarte ? (
        <div className="rang entre">
          <p className="discret petit">
            Écarté le {date(r.ecarte.le)} par {r.ecarte.auteur} : {r.ecarte.motif}
          </p>
          <Button small busy={levee.pending} onClick={() => void levee.run({ params: { id: r.ecarte?.id ?? 0 } })}>
            Reproposer
          </Button>
        </div>
      ) : (
        <div className="rang">
          {r.genre === 'regroupement' ? (
            <ButtonLink small to="/gestion/regroupements" search={{ nouveau: uais.join(',') }}>
              Créer le regroupement
            </ButtonLink>
          ) : (
            <ButtonLink
              small
              to="/gestion/etablissements/$uai/fusion"
              params={{ uai: uais[0] ?? '' }}
              search={{ avec: uais[1], genre: r.genre }}
            >
              Préparer la fusion
            </ButtonLink>
          )}
          <Button small kind="discret" onClick={() => setOuvert(true)}>
            {r.genre === 'regroupement' ? 'Ne pas regrouper' : 'Ce n’est pas un doublon'}
          </Button>
        </div>
      )}
      <Ecart rapprochement={r} open={ouvert} onClose={() => setOuvert(false)} />
    </Card>
  )
}

function Ecart({
  rapprochement: r,
  open,
  onClose,
}: {
  rapprochement: Rapprochement
  open: boolean
  onClose: () => void
}) {
  const ecart = useAct(ecarterRapprochement)
  const levee = useAct(leverEcart)
  const dire = useToast()
  const [motif, setMotif] = useState('')
  const envoyer = async () => {
    const fait = await ecart.run({ params: { id: r.id }, body: { motif } })
    if (!fait) return
    onClose()
    dire('Rapprochement écarté.', { label: 'Annuler', run: () => void levee.run({ params: { id: fait.id } }) })
  }
  return (
    <Dialog
      title={r.genre === 'regroupement' ? 'Ne pas regrouper' : 'Ce n’est pas un doublon'}
      open={open}
      onClose={onClose}
    >
      <form
        className="pile"
        onSubmit={(e) => {
          e.preventDefault()
          void envoyer()
        }}
      >
        {ecart.failure && !ecart.error('motif') && <Alert kind="danger">{ecart.failure.message}</Alert>}
        <p>{r.etablissements.map((e) => e.nom).join(', ')}</p>
        <TextField
          label="Pourquoi ?"
          help="Retenu tant que l’identité d’aucun d’eux ne change."
          value={motif}
          onChange={(e) => setMotif(e.target.value)}
          error={ecart.error('motif')}
          required
          minLength={3}
        />
        <div className="rang">
          <Button type="submit" kind="principal" busy={ecart.pending}>
            Écarter
          </Button>
          <Button onClick={onClose}>Revenir</Button>
        </div>
      </form>
    </Dialog>
  )
}
