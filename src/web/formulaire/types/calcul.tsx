import { type ChampCalcul, calcul } from '#domain/formulaire/types/calcul.ts'
import { FieldError } from '#web/ui/champs.tsx'
import css from '../formulaire.module.css'
import type { Saisie } from './saisie.ts'

/** A total that follows the answers; `output` tells it to screen readers when it changes. */
export function Calcul({ champ, id, valeur, aide, erreur }: Saisie<ChampCalcul>) {
  return (
    <div className={css.calcul}>
      <label htmlFor={id}>{champ.libelle}</label>
      <output id={id} tabIndex={-1}>
        {typeof valeur === 'number' ? calcul.ecrire(valeur, champ) : '—'}
      </output>
      {aide && <div className="discret petit">{aide}</div>}
      <FieldError error={erreur} id={id} />
    </div>
  )
}
