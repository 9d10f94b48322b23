import type { Condition } from '#domain/formulaire/conditions.ts'
import { proposition } from '#domain/formulaire/phrases.ts'
import { IconButton } from '#web/ui/Button.tsx'
import { useAtelier } from './atelier.ts'
import css from './reglages.module.css'

/** A condition of the form called by its name, with what it says. */
export function LigneNommee({ nommee, onChange }: { nommee: string; onChange: (c: Condition | undefined) => void }) {
  const { etat } = useAtelier()
  const conditions = etat.ebauche.conditions ?? []
  const choisie = conditions.find((c) => c.id === nommee)
  return (
    <div>
      <div className={css.phrase}>
        <select
          aria-label="Condition nommée"
          value={choisie ? nommee : ''}
          onChange={(e) => e.target.value && onChange({ nommee: e.target.value })}
        >
          {!choisie && <option value="">« {nommee} » (à remplacer)</option>}
          {conditions.map((c) => (
            <option key={c.id} value={c.id}>
              {c.nom || c.id}
            </option>
          ))}
        </select>
        <span className="petit">est remplie</span>
        <IconButton small icon="supprimer" label="Retirer cette condition" onClick={() => onChange(undefined)} />
      </div>
      {choisie && <p className="petit discret">Quand {proposition(choisie.condition, etat.ebauche)}.</p>}
    </div>
  )
}
