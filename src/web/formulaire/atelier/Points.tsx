import type { Remarque } from '#domain/formulaire/constat.ts'
import { Icone } from '#web/ui/Icone.tsx'
import css from './atelier.module.css'
import { useGeste } from './atelier.ts'

/** All that is to be mended, each with the way to it. */
export function Points({
  defauts,
  avertissements,
  aller,
}: {
  defauts: readonly Remarque[]
  avertissements: readonly Remarque[]
  aller: () => void
}) {
  return (
    <div className="pile">
      {defauts.length === 0 && (
        <p>
          <Icone nom="coche" /> Rien n’empêche de publier.
        </p>
      )}
      <Remarques titre="Empêche de publier" remarques={defauts} aller={aller} />
      <Remarques titre="Mérite attention" remarques={avertissements} aller={aller} />
    </div>
  )
}

function Remarques({ titre, remarques, aller }: { titre: string; remarques: readonly Remarque[]; aller: () => void }) {
  const geste = useGeste()
  if (remarques.length === 0) return null
  return (
    <>
      <h3>{titre}</h3>
      <ul className={css.remarques}>
        {remarques.map((r) => (
          <li key={r.chemin + r.message}>
            <button
              type="button"
              onClick={() => {
                geste.choisir(
                  r.champ
                    ? { genre: 'champ', id: r.champ }
                    : r.etape
                      ? { genre: 'etape', id: r.etape }
                      : { genre: 'formulaire', id: 'formulaire' },
                )
                aller()
              }}
            >
              {r.ou}
            </button>
            <div className="petit">{r.message}</div>
          </li>
        ))}
      </ul>
    </>
  )
}
