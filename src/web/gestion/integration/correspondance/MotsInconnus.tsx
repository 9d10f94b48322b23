import { useId } from 'react'
import type { CibleDeSource } from '#domain/integration/cible.ts'
import type { Lien } from '#domain/integration/liens.ts'
import { pluriel } from '../../../ui/format.ts'
import { donnerSens, motsATraduire } from './atelier.ts'
import css from './Correspondance.module.css'

type Props = {
  lien: Lien
  cible: CibleDeSource | undefined
  valeurs: readonly { mot: string; lignes: number }[]
  changer: (lien: Lien) => void
}

/** Not a code: no nomenclature has an empty code. */
const RIEN = '—'

/** Words of the column that the nomenclature does not know, and what somebody says that they mean. */
export function MotsInconnus({ lien, cible, valeurs, changer }: Props) {
  const titre = useId()
  const mots = motsATraduire(lien, cible, valeurs)
  if (!cible?.choix || mots.length === 0) return null
  const restent = mots.filter((m) => m.sens === undefined).length
  return (
    <section aria-labelledby={titre} className="pile">
      <h3 id={titre} className={css.titre}>
        {restent === 0
          ? 'Tous les mots ont un sens'
          : `${pluriel(restent, 'mot inconnu', 'mots inconnus')} de la nomenclature dans « ${lien.colonnes[0]} »`}
      </h3>
      <ul className={css.mots}>
        {mots.map(({ mot, lignes, sens }) => (
          <li key={mot}>
            <span>
              « {mot} » <span className="discret petit">{pluriel(lignes, 'ligne')}</span>
            </span>
            <select
              aria-label={`« ${mot} » veut dire`}
              value={sens === '' ? RIEN : (sens ?? '')}
              onChange={({ target: { value } }) =>
                changer(donnerSens(lien, mot, value === '' ? undefined : value === RIEN ? '' : value))
              }
            >
              <option value="">Inconnu : la case est écartée</option>
              <option value={RIEN}>Rien : comme une case vide</option>
              {Object.entries(cible.choix ?? {}).map(([code, libelle]) => (
                <option key={code} value={code}>
                  {libelle}
                </option>
              ))}
            </select>
          </li>
        ))}
      </ul>
    </section>
  )
}
