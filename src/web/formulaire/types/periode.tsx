import { type ChampPeriode, Periode as Forme, periode } from '#domain/formulaire/types/periode.ts'
import { DateField } from '#web/ui/champs.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import { type Saisie, texteDe } from './saisie.ts'
import css from './types.module.css'

/** Two days side by side, and how long that makes. */
export function Periode(s: Saisie<ChampPeriode>) {
  const { debut, fin } = partiesDe(s.valeur)
  const lue = Forme.safeParse(s.valeur)
  const jours = lue.success ? periode.compte?.(lue.data, s.champ) : undefined
  const changer = (partie: string) => (e: { target: { value: string } }) =>
    s.changer(avecPartie(s.valeur, partie, e.target.value))
  return (
    <Groupe {...s}>
      <div className={css.cote}>
        <DateField id={`${s.id}-debut`} label="Du" value={texteDe(debut)} onChange={changer('debut')} />
        <DateField id={`${s.id}-fin`} label="Au" value={texteDe(fin)} onChange={changer('fin')} />
      </div>
      <output className="petit discret" htmlFor={`${s.id}-debut ${s.id}-fin`}>
        {typeof jours === 'number' && `Soit ${jours} jour${jours > 1 ? 's' : ''}, premier et dernier compris.`}
      </output>
    </Groupe>
  )
}
