import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { exporterPropositions, FILTRES_ETAT, listerPropositions, type Proposition } from '#domain/validation/api.ts'
import { ETATS } from '#domain/validation/proposition.ts'
import { adresseDe, useRead } from '#web/call.ts'
import css from '#web/referentiel/validation/validation.module.css'
import { Button, ButtonAnchor } from '#web/ui/Button.tsx'
import { SelectField, TextField } from '#web/ui/champs.tsx'
import { Empty, Reading } from '#web/ui/etats.tsx'
import { nombre, pluriel } from '#web/ui/format.ts'
import { Page } from '#web/ui/Page.tsx'
import { Pagination } from '#web/ui/Pagination.tsx'
import { SearchBox } from '#web/ui/SearchBox.tsx'
import { Table } from '#web/ui/Table.tsx'
import { colonnesDesPropositions } from './colonnes.tsx'
import { FenetreDeLot, type Sens } from './FenetreDeLot.tsx'

type Filtres = Partial<Record<'recherche' | 'etat' | 'champ' | 'uai' | 'auteur' | 'tri' | 'page', string>>
const SANS_FILTRE: Filtres = {
  recherche: undefined,
  etat: undefined,
  champ: undefined,
  uai: undefined,
  auteur: undefined,
}

/** What the établissements and the colleagues propose for the fiches of one's périmètre. */
export function PagePropositions() {
  const { recherche, etat, champ, uai, auteur, tri, page } = useSearch({ strict: false }) as Filtres
  const filtres = { recherche, etat, champ, uai, auteur, tri }
  const naviguer = useNavigate()
  const [choisies, setChoisies] = useState<ReadonlySet<number>>(new Set())
  const [sens, setSens] = useState<Sens>()
  const changer = (partie: Filtres) => {
    setChoisies(new Set())
    void naviguer({ to: '/gestion/propositions', search: { ...filtres, page: undefined, ...partie }, replace: true })
  }
  const liste = useRead(listerPropositions, { query: { ...filtres, page } as object }, { keep: true })
  const filtree = Boolean(recherche || etat || champ || uai || auteur)
  const basculer = (id: number) =>
    setChoisies((avant) => (avant.has(id) ? new Set([...avant].filter((i) => i !== id)) : new Set([...avant, id])))
  return (
    <Page
      title="Propositions"
      intro="Les corrections que l’on vous propose : la fiche ne change qu’à votre accord."
      actions={
        <ButtonAnchor small icon="telecharger" href={adresseDe(exporterPropositions, { query: filtres })} download>
          Exporter cette liste (CSV)
        </ButtonAnchor>
      }
    >
      <div className="pile">
        <SearchBox
          label="Rechercher une proposition"
          placeholder="Établissement, UAI, auteur, motif…"
          value={recherche ?? ''}
          onChange={(v) => changer({ recherche: v.trim() || undefined })}
        />
        <form className={css.filtres} aria-label="Filtres" onSubmit={(e) => e.preventDefault()}>
          <SelectField
            label="État"
            value={etat ?? 'ouvertes'}
            options={FILTRES_ETAT.map((value) => ({
              value,
              label: value === 'ouvertes' ? 'Toutes celles qui attendent' : ETATS[value],
            }))}
            onChange={(e) => changer({ etat: e.target.value === 'ouvertes' ? undefined : e.target.value })}
          />
          <SelectField
            label="Champ"
            empty="Tous les champs"
            value={champ ?? ''}
            options={(liste.data?.champs ?? []).map((c) => ({
              value: c.code,
              label: `${c.libelle} (${nombre(c.nombre)})`,
            }))}
            onChange={(e) => changer({ champ: e.target.value || undefined })}
          />
          <Filtre key={`a${auteur}`} label="Auteur" valeur={auteur} changer={(v) => changer({ auteur: v })} />
          <Filtre key={`u${uai}`} label="Établissement (UAI)" valeur={uai} changer={(v) => changer({ uai: v })} />
        </form>
      </div>
      <Reading
        query={liste}
        lines={6}
        isEmpty={(d) => d.total === 0}
        empty={
          <Empty
            icon={filtree ? 'loupe' : 'coche'}
            title={filtree ? 'Aucune proposition ne correspond.' : 'Rien à décider.'}
          >
            {filtree ? (
              <Button onClick={() => changer(SANS_FILTRE)}>Effacer la recherche et les filtres</Button>
            ) : (
              <p>Les corrections que proposent les établissements de votre périmètre arriveront ici.</p>
            )}
          </Empty>
        }
      >
        {(d) => (
          <div className="pile" aria-busy={liste.isPlaceholderData}>
            <Choisir elements={d.elements} choisies={choisies} setChoisies={setChoisies} />
            <Table
              caption="Propositions"
              captionHidden
              columns={colonnesDesPropositions({ choisies, basculer })}
              rows={d.elements}
              rowKey={(p) => p.id}
              sort={tri ?? '-le'}
              onSort={(t) => changer({ tri: t === '-le' ? undefined : t })}
            />
            <Pagination
              page={d.page}
              parPage={d.par_page}
              total={d.total}
              noun="proposition"
              onPage={(p) => changer({ page: p > 1 ? String(p) : undefined })}
            />
            {choisies.size > 0 && (
              <section className={`rang entre ${css.selection}`} aria-label="Sélection">
                <span role="status">{pluriel(choisies.size, 'proposition choisie', 'propositions choisies')}</span>
                <span className="rang">
                  <Button small kind="principal" onClick={() => setSens('accepter')}>
                    Accepter
                  </Button>
                  <Button small onClick={() => setSens('refuser')}>
                    Refuser
                  </Button>
                </span>
              </section>
            )}
          </div>
        )}
      </Reading>
      {sens && (
        <FenetreDeLot
          sens={sens}
          ids={[...choisies]}
          fermer={() => setSens(undefined)}
          finir={() => {
            setSens(undefined)
            setChoisies(new Set())
          }}
        />
      )}
    </Page>
  )
}

/** All of this page at once; the list shows few at a time, and a decision is read before it is taken. */
function Choisir({
  elements,
  choisies,
  setChoisies,
}: {
  elements: Proposition[]
  choisies: ReadonlySet<number>
  setChoisies: (s: ReadonlySet<number>) => void
}) {
  const possibles = elements.filter((p) => p.peut.refuser).map((p) => p.id)
  if (possibles.length < 2) return null
  const toutes = possibles.every((id) => choisies.has(id))
  return (
    <label className="rang petit">
      <input type="checkbox" checked={toutes} onChange={() => setChoisies(toutes ? new Set() : new Set(possibles))} />
      Choisir toutes celles de cette page
    </label>
  )
}

/** Filters when one leaves the field, or by Enter. */
function Filtre({
  label,
  valeur = '',
  changer,
}: {
  label: string
  valeur?: string
  changer: (v: string | undefined) => void
}) {
  const [texte, setTexte] = useState(valeur)
  const envoyer = () => texte.trim() !== valeur && changer(texte.trim() || undefined)
  return (
    <TextField
      label={label}
      value={texte}
      onChange={(e) => setTexte(e.target.value)}
      onBlur={envoyer}
      onKeyDown={(e) => e.key === 'Enter' && envoyer()}
    />
  )
}
