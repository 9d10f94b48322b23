import { useId } from 'react'
import {
  ETAPES_NEUVES,
  type Etape,
  type GenreEtape,
  LIBELLES_ETAPE,
  ORDRES_DATE,
  UNITES_MONTANT,
} from '#domain/integration/transformations.ts'
import { Button } from '../../../ui/Button.tsx'
import { CheckboxField, SelectField, TextField } from '../../../ui/champs.tsx'
import css from './Correspondance.module.css'

type Props = { colonne: string; etapes: Etape[]; changer: (etapes: Etape[]) => void }

/** The chain of steps of one column, in order. What words mean is asked beside the words themselves. */
export function Transformations({ colonne, etapes, changer }: Props) {
  const titre = useId()
  const genres = Object.keys(LIBELLES_ETAPE).filter((g): g is GenreEtape => g !== 'valeurs' && g in LIBELLES_ETAPE)
  return (
    <section aria-labelledby={titre} className="pile">
      <h3 id={titre} className={css.titre}>
        Transformations de « {colonne} »
      </h3>
      {etapes.some((e) => e.genre !== 'valeurs') ? (
        <ol className={css.etapes}>
          {etapes.map((etape, i) =>
            etape.genre === 'valeurs' ? null : (
              <li key={i} className={css.etape}>
                <strong>{LIBELLES_ETAPE[etape.genre]}</strong>
                <Reglage etape={etape} changer={(e) => changer(etapes.with(i, e))} />
                <Button
                  icon="supprimer"
                  aria-label={`Ôter l’étape « ${LIBELLES_ETAPE[etape.genre]} »`}
                  onClick={() => changer(etapes.toSpliced(i, 1))}
                >
                  Ôter
                </Button>
              </li>
            ),
          )}
        </ol>
      ) : (
        <p className="discret petit">La case est prise telle quelle.</p>
      )}
      <SelectField
        label="Ajouter une étape"
        empty="Choisir"
        options={genres.map((g) => ({ value: g, label: LIBELLES_ETAPE[g] }))}
        value=""
        onChange={(e) => {
          const neuve = ETAPES_NEUVES[e.target.value as GenreEtape]
          if (neuve) changer(placer(etapes, neuve))
        }}
      />
    </section>
  )
}

/** Words are given a meaning once everything else is done. */
const placer = (etapes: Etape[], neuve: Etape): Etape[] => [
  ...etapes.filter((e) => e.genre !== 'valeurs'),
  neuve,
  ...etapes.filter((e) => e.genre === 'valeurs'),
]

function Reglage({ etape, changer }: { etape: Etape; changer: (etape: Etape) => void }) {
  const choix = (libelles: Record<string, string>) =>
    Object.entries(libelles).map(([value, label]) => ({ value, label }))
  if (etape.genre === 'date')
    return (
      <SelectField
        label="Écrite"
        options={choix(ORDRES_DATE)}
        value={etape.ordre}
        onChange={(e) => changer({ ...etape, ordre: e.target.value as typeof etape.ordre })}
      />
    )
  if (etape.genre === 'euros')
    return (
      <SelectField
        label="Écrit en"
        options={choix(UNITES_MONTANT)}
        value={etape.unite}
        onChange={(e) => changer({ ...etape, unite: e.target.value as typeof etape.unite })}
      />
    )
  if (etape.genre === 'pourcentage')
    return (
      <CheckboxField
        label="Écrit de 0 à 1"
        help="0,45 vaut 45 %."
        checked={etape.part}
        onChange={(e) => changer({ ...etape, part: e.target.checked })}
      />
    )
  if (etape.genre === 'separer')
    return (
      <>
        <TextField
          label="Séparateur"
          short
          maxLength={10}
          value={etape.separateur}
          onChange={(e) => changer({ ...etape, separateur: e.target.value })}
        />
        <SelectField
          label="Morceau"
          options={[1, 2, 3, 4, 5, -1].map((r) => ({ value: String(r), label: r < 0 ? 'Le dernier' : `N° ${r}` }))}
          value={String(etape.rang)}
          onChange={(e) => changer({ ...etape, rang: Number(e.target.value) })}
        />
      </>
    )
  return null
}
