import { Link } from '@tanstack/react-router'
import { type Difference, type Execution, listerDifferences } from '#domain/integration/api.ts'
import { estDeCodes } from '#domain/integration/lecture.ts'
import { lireRegistre } from '#domain/referentiel/api-fiche.ts'
import { CHAMPS_LIVRES } from '#domain/referentiel/registre.ts'
import { RUBRIQUES } from '#domain/referentiel/rubriques.ts'
import { tablesDeCodes } from '#domain/referentiel/tables-de-codes.ts'
import { useRead } from '../../call.ts'
import { StatusBadge } from '../../ui/Badge.tsx'
import { SelectField } from '../../ui/champs.tsx'
import { Empty, Reading } from '../../ui/etats.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { SearchBox } from '../../ui/SearchBox.tsx'
import { Table } from '../../ui/Table.tsx'
import css from './Integration.module.css'
import { enClair, motsDeLEnregistrement, sansCle } from './motsDesDifferences.ts'
import { usePage, versionDe } from './page.ts'
import { motDe, Valeur } from './Valeur.tsx'

const GENRES: Record<Difference['genre'], [libelle: string, couleur: string, icone: string]> = {
  creation: ['Création', 'vert', 'ajouter'],
  modification: ['Modification', 'bleu', 'crayon'],
  absence: ['Absence', 'orange', 'barre'],
  passe: ['Passé', 'gris', 'sablier'],
}
const LIBELLES = new Map<string, string>([
  ...CHAMPS_LIVRES.map((c) => [c.code, c.libelle] as const),
  ...RUBRIQUES.map((r) => [r.code, r.libelle] as const),
  ...tablesDeCodes().map(([code, t]) => [code, t.libelle] as const),
])

/** What the run changes, shown before it is written and kept after. */
export function Differences({ execution }: { execution: Execution }) {
  const { page, aller, recherche, changer } = usePage()
  const genre = (Object.keys(GENRES) as Difference['genre'][]).find((g) => g === recherche.genre)
  const uai = recherche.uai || undefined
  const appel = { params: { id: execution.id }, query: { page, genre, uai } }
  const { data: registre } = useRead(lireRegistre, {})
  const liste = useRead(listerDifferences, appel, { keep: true, version: versionDe(execution) })
  return (
    <div className="pile">
      <div className={css.filtres}>
        <SelectField
          label="Genre"
          empty="Tous"
          options={Object.entries(GENRES).map(([value, [label]]) => ({ value, label }))}
          value={genre ?? ''}
          onChange={(e) => changer({ genre: e.target.value || undefined })}
        />
        {!estDeCodes(execution.genre) && (
          <SearchBox
            label="UAI"
            placeholder="Un numéro UAI"
            value={uai ?? ''}
            onChange={(v) => changer({ uai: v.trim().toUpperCase() || undefined })}
          />
        )}
      </div>
      <Reading
        query={liste}
        isEmpty={(d) => d.elements.length === 0}
        empty={<Empty icon="coche" title={genre || uai ? 'Aucune différence ne correspond.' : 'Aucune différence.'} />}
      >
        {(data) => (
          <>
            <Table
              caption="Différences entre le fichier et le référentiel"
              captionHidden
              columns={[
                {
                  key: 'etablissement',
                  title: estDeCodes(execution.genre) ? 'Code' : 'Établissement',
                  header: true,
                  cell: (d) => <Etablissement difference={d} />,
                },
                {
                  key: 'genre',
                  title: 'Genre',
                  cell: (d) => {
                    const [libelle, couleur, icone] = GENRES[d.genre]
                    return <StatusBadge libelle={libelle} couleur={couleur} icone={icone} />
                  },
                },
                {
                  key: 'champ',
                  title: 'Quoi',
                  cell: (d) => (
                    <>
                      {d.champ
                        ? (LIBELLES.get(d.champ) ??
                          registre?.champs.find((c) => c.code === d.champ)?.libelle ??
                          motDe(d.champ))
                        : 'Établissement'}
                      {d.enregistrement && <span className="petit discret"> {motsDeLEnregistrement(d)}</span>}
                    </>
                  ),
                },
                {
                  key: 'avant',
                  title: 'Avant',
                  cell: (d) => (
                    <span className={d.avant === null ? undefined : css.avant}>
                      <Valeur valeur={enClair(registre, d.champ, sansCle(d, d.avant, d.apres))} />
                    </span>
                  ),
                },
                {
                  key: 'apres',
                  title: 'Après',
                  cell: (d) => (
                    <span className={css.apres}>
                      <Valeur valeur={enClair(registre, d.champ, sansCle(d, d.apres, d.avant))} />
                    </span>
                  ),
                },
              ]}
              rows={data.elements.map((d, rang) => ({ ...d, rang }))}
              rowKey={(d) => d.rang}
            />
            <Pagination page={data.page} parPage={data.par_page} total={data.total} noun="différence" onPage={aller} />
          </>
        )}
      </Reading>
    </div>
  )
}

/** One that does not exist yet has no fiche to open, and a code has none. */
function Etablissement({ difference: d }: { difference: Difference }) {
  if (d.uai === '') return d.nom ?? d.enregistrement ?? 'Code'
  const nom = d.nom ? `${d.nom} (${d.uai})` : d.uai
  if (!d.nom) return nom
  return (
    <Link to="/gestion/etablissements/$uai" params={{ uai: d.uai }}>
      {nom}
    </Link>
  )
}
