import { Button } from '#web/ui/Button.tsx'
import { nombre, pluriel } from '#web/ui/format.ts'
import { Actions } from './actions/Actions.tsx'
import { Exports } from './Exports.tsx'
import css from './Liste.module.css'
import type { UseSelection } from './selection.ts'

/** Says how many are chosen, over all pages, and what can be done with them. */
export function BarreDeSelection({
  selection,
  total,
  query,
}: {
  selection: UseSelection
  total: number
  query: Record<string, string>
}) {
  const choisis = selection.nombre(total)
  if (choisis === 0) return null
  return (
    <section className={`${css.barre} ${css.choisis}`} aria-label="Sélection">
      <strong role="status">{pluriel(choisis, 'établissement choisi', 'établissements choisis')}</strong>
      {choisis < total && (
        <Button small kind="discret" onClick={selection.tout}>
          Choisir les {nombre(total)}
        </Button>
      )}
      <Button small kind="discret" onClick={selection.rien}>
        Ne rien choisir
      </Button>
      <Actions
        choisis={{ liste: { ...query, ...selection.requete() }, combien: choisis }}
        suivis={query.suivis === 'moi'}
      />
      <Exports label="Exporter la sélection" query={{ ...query, ...selection.requete() }} />
    </section>
  )
}
