import { defaireAction, type Ecarte } from '#domain/referentiel/api-actions.ts'
import { useAct } from '#web/call.ts'
import { nombre, pluriel } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'

/** The list and the selection of a screen, as the doors of actions take them. */
export type Choisis = { liste: Record<string, string>; combien: number }

export type FenetreDActionProps = { choisis: Choisis; fermer: () => void; fini: () => void }

/** Says that an action is done, and offers to undo it: what cannot be undone any more is said too. */
export function useFait() {
  const dire = useToast()
  const defaire = useAct(defaireAction)
  return (phrase: string, action: number | null) => {
    if (action === null) return dire(phrase)
    dire(phrase, {
      label: 'Annuler',
      run: () =>
        void defaire
          .run({ params: { id: action } })
          .then((r) =>
            dire(
              r
                ? r.refuses.length
                  ? `C’est défait pour ${nombre(r.defaites)}, pas pour ${nombre(r.refuses.length)} : ${r.refuses[0]?.nom}, ${r.refuses[0]?.raison}`
                  : 'C’est défait.'
                : 'Cela n’a pas pu être défait. Rechargez la page.',
            ),
          ),
    })
  }
}

/** Those left as they are, each with its reason; the first hundred, the rest is counted. */
export function Ecartes({ titre, ecartes }: { titre: string; ecartes: Ecarte[] }) {
  if (ecartes.length === 0) return null
  return (
    <details open={ecartes.length <= 5}>
      <summary>
        {titre} ({nombre(ecartes.length)})
      </summary>
      <ul>
        {ecartes.slice(0, MONTRES).map((e) => (
          <li key={e.uai}>
            {e.nom} <span className="discret">({e.uai})</span> : {e.raison}
          </li>
        ))}
        {ecartes.length > MONTRES && <li>et {pluriel(ecartes.length - MONTRES, 'autre')}</li>}
      </ul>
    </details>
  )
}

const MONTRES = 100
