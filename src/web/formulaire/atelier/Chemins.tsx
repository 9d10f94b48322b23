import { useMemo } from 'react'
import { explorer } from '#domain/formulaire/chemins.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { vueUsager } from '#domain/formulaire/faces.ts'
import { deplier } from '#domain/formulaire/nommees.ts'
import { pluriel } from '#web/ui/format.ts'
import css from './atelier.module.css'

type Reponses = ReturnType<typeof explorer>['chemins'][number]['reponses']

/** The distinct ways through the form: which answers lead to which steps and questions. */
export function Chemins({ definition }: { definition: Definition }) {
  const { chemins, complet } = useMemo(() => explorer(vueUsager(deplier(definition))), [definition])
  const communs = useMemo(() => partages(chemins), [chemins])
  if (chemins.length === 1)
    return <p className="petit discret">Tout le monde voit les mêmes questions : ce formulaire n’a qu’un chemin.</p>
  return (
    <div className={css.apercu}>
      <p className="petit discret">
        {complet
          ? `${pluriel(chemins.length, 'chemin')} selon les réponses.`
          : `Les ${chemins.length} premiers chemins : ce formulaire en a davantage.`}{' '}
        {pluriel(communs.size, 'élément')} de tous les chemins ne {communs.size > 1 ? 'sont' : 'est'} pas répété
        {communs.size > 1 ? 's' : ''}.
      </p>
      <ol className="pile" style={{ gap: '0.75rem', paddingLeft: '1.4rem' }}>
        {chemins.map((chemin, i) => (
          // A way has no id: its place is its identity.
          <li key={i} className="petit">
            {i > 0 && <span className="discret">Comme le précédent, sauf </span>}
            <strong>
              {ecart(chemin.reponses, chemins[i - 1]?.reponses)
                .map((r) => `« ${r.libelle} » : ${r.texte}`)
                .join(' ; ') || 'sans aucune réponse'}
            </strong>
            <ul className={css.remarques}>
              {chemin.etapes.map((e) => {
                const propres = e.champs.filter((c) => !communs.has(c.id))
                return (
                  <li key={e.id}>
                    {e.titre} <span className="discret">({pluriel(e.champs.length, 'élément')})</span>
                    {propres.length > 0 && ` : ${propres.map((c) => c.libelle).join(', ')}`}
                  </li>
                )
              })}
            </ul>
          </li>
        ))}
      </ol>
    </div>
  )
}

/** The answers that are not those of the way just read: the rest is said above. */
const ecart = (siennes: Reponses, precedentes: Reponses = []): Reponses =>
  siennes.filter((r) => !precedentes.some((p) => p.champ === r.champ && p.texte === r.texte))

/** What every way asks. */
function partages(chemins: ReturnType<typeof explorer>['chemins']): Set<string> {
  const [premier, ...autres] = chemins.map((c) => new Set(c.etapes.flatMap((e) => e.champs.map((x) => x.id))))
  return new Set([...(premier ?? [])].filter((id) => autres.every((ids) => ids.has(id))))
}
