import type { CibleDeSource } from '#domain/integration/cible.ts'
import { type Contenu, cibleDuLien } from '#domain/integration/liens.ts'
import { Button } from '../../../ui/Button.tsx'
import { SelectField, TextField } from '../../../ui/champs.tsx'
import { lienNeuf, poser } from './atelier.ts'
import css from './Correspondance.module.css'

type Props = { contenu: Contenu; cibles: CibleDeSource[]; changer: (contenu: Contenu) => void }

/** What no column of the file says, and is the same for all its rows. */
export function ValeursFixes({ contenu, cibles, changer }: Props) {
  const fixes = contenu.liens.filter((l) => l.fixe !== null)
  const libres = cibles.filter((c) => c.genre !== 'uai' && !contenu.liens.some((l) => l.vers === c.colonne))
  if (cibles.length === 0) return null
  return (
    <div className="pile">
      {fixes.map((l) => {
        const cible = cibleDuLien(cibles, l.vers)
        const libelle = cible?.libelle ?? l.vers
        const poserFixe = (fixe: string) => changer(poser(contenu, l, { ...l, fixe }))
        return (
          <div key={l.vers} className={css.reunir}>
            {cible?.choix ? (
              <SelectField
                label={`${libelle}, pour toutes les lignes`}
                empty="Choisir"
                options={Object.entries(cible.choix).map(([value, label]) => ({ value, label }))}
                value={l.fixe ?? ''}
                onChange={(e) => poserFixe(e.target.value)}
              />
            ) : (
              <TextField
                label={`${libelle}, pour toutes les lignes`}
                value={l.fixe ?? ''}
                onChange={(e) => poserFixe(e.target.value)}
              />
            )}
            <Button
              icon="supprimer"
              aria-label={`Ôter la valeur de « ${libelle} »`}
              onClick={() => changer(poser(contenu, l, undefined))}
            >
              Ôter
            </Button>
          </div>
        )
      })}
      <SelectField
        label="Donner une même valeur à toutes les lignes"
        empty="Choisir ce qu’elle remplit"
        options={libres.map((c) => ({ value: c.colonne, label: c.libelle }))}
        value=""
        onChange={(e) => e.target.value && changer(poser(contenu, undefined, lienNeuf(e.target.value, [], '')))}
      />
    </div>
  )
}
