import { lireSuitesDeVersion } from '#domain/dossiers/api-versions.ts'
import { useRead } from '#web/call.ts'
import { Tag } from '#web/ui/Badge.tsx'
import css from './Instruction.module.css'

const RAISONS = {
  retiree: 'Question retirée du formulaire',
  type_change: 'Question d’un autre genre désormais',
  deplacee: 'Question déplacée',
  redemandee: 'Question posée de nouveau',
}

/** Answers that the form has no more place for: read, never edited. */
export function AnciennesQuestions({ cle }: { cle: string }) {
  const lecture = useRead(lireSuitesDeVersion, { params: { cle } })
  const anciennes = lecture.data?.anciennes ?? []
  if (anciennes.length === 0) return null
  return (
    <section className="pile" aria-labelledby="anciennes-questions">
      <h3 id="anciennes-questions">Anciennes questions</h3>
      <p className="petit discret">Répondues avant que le formulaire ne change. Elles ne se modifient plus.</p>
      <dl className={css.reponses}>
        {anciennes.map((a, i) => (
          // The same question may have been set aside twice.
          <div key={`${a.chemin}-${i}`}>
            <dt>
              {a.libelle} <Tag>{RAISONS[a.raison]}</Tag>
            </dt>
            <dd>{a.texte}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
