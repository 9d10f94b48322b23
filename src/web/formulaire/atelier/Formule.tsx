import type { Champ } from '#domain/formulaire/definition.ts'
import type { Formule } from '#domain/formulaire/formules.ts'
import { grandeurDuChamp } from '#domain/formulaire/plan.ts'
import { Button, IconButton } from '#web/ui/Button.tsx'
import { EditeurDeBareme } from './Bareme.tsx'
import css from './reglages.module.css'
import { Nombre } from './SaisieValeur.tsx'

const GENRES = {
  champ: 'une réponse',
  constante: 'un nombre fixe',
  somme: 'la somme de',
  difference: 'la différence entre',
  produit: 'le produit de',
  minimum: 'le plus petit de',
  maximum: 'le plus grand de',
  total: 'le total, sur les lignes d’un bloc, de',
  lignes: 'le nombre de lignes d’un bloc',
  bareme: 'un barème par tranches, selon',
} as const
type Genre = keyof typeof GENRES

const genreDe = (f: Formule): Genre => (Object.keys(GENRES) as Genre[]).find((g) => g in f) ?? 'constante'

type Props = { formule: Formule; sources: readonly Champ[]; onChange: (f: Formule) => void; niveau?: number }

/** A formula read from left to right: what it is, then its parts. */
export function EditeurDeFormule({ formule, sources, onChange, niveau = 0 }: Props) {
  const genre = genreDe(formule)
  const chiffres = sources.filter((c) => grandeurDuChamp(c))
  const blocs = sources.filter((c) => c.type === 'bloc_repetable')
  const changerGenre = (g: Genre) => {
    const suite = depart(g, formule, chiffres[0]?.id, blocs[0])
    if (suite) onChange(suite)
  }
  return (
    <fieldset className={css.groupe}>
      <legend>{niveau === 0 ? 'Formule' : 'Partie'}</legend>
      <div className={css.phrase}>
        <select aria-label="Ce qui est calculé" value={genre} onChange={(e) => changerGenre(e.target.value as Genre)}>
          {(Object.keys(GENRES) as Genre[])
            .filter((g) => g === genre || depart(g, formule, chiffres[0]?.id, blocs[0]))
            .map((g) => (
              <option key={g} value={g}>
                {GENRES[g]}
              </option>
            ))}
        </select>
        {'champ' in formule && (
          <Choix label="Réponse" champs={chiffres} valeur={formule.champ} onChange={(champ) => onChange({ champ })} />
        )}
        {'constante' in formule && (
          <>
            <Nombre
              label="Nombre"
              valeur={formule.constante}
              euros={formule.grandeur === 'montant'}
              onChange={(constante) => onChange({ ...formule, constante })}
              key={formule.grandeur}
            />
            <select
              aria-label="Unité du nombre"
              value={formule.grandeur}
              onChange={(e) => onChange({ ...formule, grandeur: e.target.value === 'montant' ? 'montant' : 'nombre' })}
            >
              <option value="nombre">sans unité</option>
              <option value="montant">euros</option>
            </select>
          </>
        )}
        {'lignes' in formule && (
          <Choix label="Bloc" champs={blocs} valeur={formule.lignes} onChange={(lignes) => onChange({ lignes })} />
        )}
        {'total' in formule && (
          <Choix
            label="Bloc"
            champs={blocs}
            valeur={formule.total}
            onChange={(total) => onChange({ ...formule, total })}
          />
        )}
      </div>
      <Parties formule={formule} sources={sources} onChange={onChange} niveau={niveau} />
    </fieldset>
  )
}

function Parties({ formule, sources, onChange, niveau = 0 }: Props) {
  const autour = { sources, niveau: niveau + 1 }
  if ('total' in formule) {
    const bloc = sources.find((c) => c.id === formule.total)
    const internes = bloc?.type === 'bloc_repetable' ? bloc.champs : []
    return (
      <EditeurDeFormule
        {...autour}
        sources={[...internes, ...sources]}
        formule={formule.de}
        onChange={(de) => onChange({ ...formule, de })}
      />
    )
  }
  if ('bareme' in formule)
    return (
      <>
        <EditeurDeFormule {...autour} formule={formule.bareme} onChange={(f) => onChange({ ...formule, bareme: f })} />
        <EditeurDeBareme bareme={formule} sources={sources} onChange={onChange} />
      </>
    )
  if ('difference' in formule) {
    const [de, moins] = formule.difference
    return (
      <>
        <EditeurDeFormule {...autour} formule={de} onChange={(f) => onChange({ difference: [f, moins] })} />
        <span className="petit">moins</span>
        <EditeurDeFormule {...autour} formule={moins} onChange={(f) => onChange({ difference: [de, f] })} />
      </>
    )
  }
  const cle = (['somme', 'produit', 'minimum', 'maximum'] as const).find((c) => c in formule)
  if (!cle) return null
  const parties = (formule as Record<string, Formule[]>)[cle] ?? []
  const poser = (suite: Formule[]) => onChange({ [cle]: suite } as Formule)
  return (
    <>
      {parties.map((partie, i) => (
        // Parts have no id: their place is their identity.
        <div key={i} className={css.option}>
          <EditeurDeFormule {...autour} formule={partie} onChange={(f) => poser(parties.with(i, f))} />
          {parties.length > 1 && (
            <IconButton
              small
              icon="supprimer"
              label={`Retirer la partie ${i + 1}`}
              onClick={() => poser(parties.toSpliced(i, 1))}
            />
          )}
        </div>
      ))}
      <div>
        <Button small icon="ajouter" onClick={() => poser([...parties, { constante: 0, grandeur: 'nombre' }])}>
          Partie
        </Button>
      </div>
    </>
  )
}

function Choix({
  label,
  champs,
  valeur,
  onChange,
}: {
  label: string
  champs: readonly Champ[]
  valeur: string
  onChange: (id: string) => void
}) {
  return (
    <select aria-label={label} value={valeur} onChange={(e) => onChange(e.target.value)}>
      {!champs.some((c) => c.id === valeur) && <option value={valeur}>« {valeur} » (à remplacer)</option>}
      {champs.map((c) => (
        <option key={c.id} value={c.id}>
          {c.libelle || c.id}
        </option>
      ))}
    </select>
  )
}

/** The same thing, differently: what was there becomes the first part. Nothing when the form has not what it needs. */
function depart(g: Genre, avant: Formule, chiffre: string | undefined, bloc: Champ | undefined): Formule | undefined {
  const constante: Formule = { constante: 0, grandeur: 'nombre' }
  if (g === 'constante') return constante
  if (g === 'champ') return chiffre ? { champ: chiffre } : undefined
  if (g === 'lignes') return bloc && { lignes: bloc.id }
  if (g === 'total') {
    const interne = bloc?.type === 'bloc_repetable' ? bloc.champs.find((c) => grandeurDuChamp(c)) : undefined
    return bloc && interne && { total: bloc.id, de: { champ: interne.id } }
  }
  if (g === 'bareme') return { bareme: avant, tranches: [{ jusqua: 0, valeur: 0 }], au_dela: 0, grandeur: 'nombre' }
  if (g === 'difference') return { difference: [avant, constante] }
  return { [g]: [avant] } as Formule
}
