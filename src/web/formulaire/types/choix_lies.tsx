import { type ChampChoixLies, listesDe } from '#domain/formulaire/types/choix_lies.ts'
import { SelectField } from '#web/ui/champs.tsx'
import { Groupe } from './groupe.tsx'
import type { Saisie } from './saisie.ts'
import css from './types.module.css'

/** One list per level; choosing in one opens the next, and empties those that depended on the former choice. */
export function ChoixLies(s: Saisie<ChampChoixLies>) {
  const chemin = Array.isArray(s.valeur) ? s.valeur.map(String) : []
  const choisir = (niveau: number, valeur: string) => {
    const suite = chemin.slice(0, niveau)
    s.changer(valeur ? [...suite, valeur] : suite.length > 0 ? suite : null, true)
  }
  return (
    <Groupe {...s}>
      <div className={css.cascade}>
        {listesDe(s.champ, chemin).map(({ choisie, options }, niveau) => {
          const libelle = s.champ.niveaux[niveau] ?? ''
          const proposees = options.map((o) => ({ value: o.valeur, label: o.libelle }))
          const disparue = choisie !== '' && !options.some((o) => o.valeur === choisie)
          return (
            <SelectField
              key={libelle}
              id={`${s.id}-${niveau}`}
              label={libelle}
              empty="Choisir…"
              value={choisie}
              options={
                disparue ? [{ value: choisie, label: `${choisie} (n’est plus proposé)` }, ...proposees] : proposees
              }
              onChange={(e) => choisir(niveau, e.target.value)}
            />
          )
        })}
      </div>
    </Groupe>
  )
}
