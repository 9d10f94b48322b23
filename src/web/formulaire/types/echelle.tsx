import { type ChampEchelle, echelons } from '#domain/formulaire/types/echelle.ts'
import { Effacer } from './effacer.tsx'
import { Groupe } from './groupe.tsx'
import type { Saisie } from './saisie.ts'
import css from './types.module.css'

/** Notes in a line, native radios: arrows move, and each end says what it means. */
export function Echelle(s: Saisie<ChampEchelle>) {
  const { libelle_min, libelle_max } = s.champ
  const notes = echelons(s.champ)
  return (
    <div>
      <Groupe {...s}>
        <div className={css.echelle}>
          <span aria-hidden className="petit discret">
            {libelle_min}
          </span>
          <div className={css.notes}>
            {notes.map((n) => (
              <label key={n} className={css.note}>
                <input
                  type="radio"
                  name={s.id}
                  value={n}
                  checked={s.valeur === n}
                  onChange={() => s.changer(n, true)}
                />
                <span>
                  {n}
                  {n === notes[0] && <span className="lecteur-seul"> : {libelle_min}</span>}
                  {n === notes.at(-1) && <span className="lecteur-seul"> : {libelle_max}</span>}
                </span>
              </label>
            ))}
          </div>
          <span aria-hidden className="petit discret">
            {libelle_max}
          </span>
        </div>
      </Groupe>
      {s.facultatif && typeof s.valeur === 'number' && <Effacer {...s} />}
    </div>
  )
}
