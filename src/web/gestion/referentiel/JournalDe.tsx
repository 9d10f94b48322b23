import { useNavigate, useSearch } from '@tanstack/react-router'
import { lireJournalEtablissement } from '#domain/instruction/api.ts'
import { useRead } from '../../call.ts'
import css from '../../referentiel/referentiel.module.css'
import { Empty, Reading } from '../../ui/etats.tsx'
import { dateHeure } from '../../ui/format.ts'
import { Pagination } from '../../ui/Pagination.tsx'

/** Each act on this établissement: who, when, what. */
export function JournalDe({ uai }: { uai: string }) {
  const { page = '1' } = useSearch({ strict: false })
  const naviguer = useNavigate()
  const journal = useRead(
    lireJournalEtablissement,
    { params: { uai }, query: { page: Number(page) || 1 } },
    { keep: true },
  )
  return (
    <Reading
      query={journal}
      isEmpty={(d) => d.total === 0}
      empty={<Empty icon="archive" title="Aucun acte sur cet établissement pour l’instant." />}
    >
      {(data) => (
        <div className="pile">
          <ol className={css.frise}>
            {data.elements.map((l) => (
              <li key={l.id}>
                <p>{l.phrase}</p>
                <p className="discret petit">
                  {dateHeure(l.le)} · {l.acteur}
                </p>
              </li>
            ))}
          </ol>
          <Pagination
            page={data.page}
            parPage={data.par_page}
            total={data.total}
            noun="acte"
            onPage={(p) => void naviguer({ to: '.', search: (s) => ({ ...s, page: String(p) }), resetScroll: false })}
          />
        </div>
      )}
    </Reading>
  )
}
