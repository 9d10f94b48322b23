import { Button } from './Button.tsx'
import { nombre, pluriel } from './format.ts'

type Props = {
  page: number
  parPage: number
  total: number
  onPage: (page: number) => void
  noun: string
  nouns?: string
}

/** « 101 à 150 sur 12 455 établissements », and the way to the neighbours. */
export function Pagination({ page, parPage, total, onPage, noun, nouns }: Props) {
  const pages = Math.max(1, Math.ceil(total / parPage))
  const premier = total === 0 ? 0 : (page - 1) * parPage + 1
  return (
    <nav className="rang entre" aria-label="Pages">
      <span className="discret petit" role="status">
        {total <= parPage
          ? pluriel(total, noun, nouns)
          : `${nombre(premier)} à ${nombre(Math.min(total, page * parPage))} sur ${pluriel(total, noun, nouns)}`}
      </span>
      {pages > 1 && (
        <div className="rang">
          <Button small icon="fleche_gauche" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            Précédente
          </Button>
          <span className="petit">
            Page {nombre(page)} sur {nombre(pages)}
          </span>
          <Button small disabled={page >= pages} onClick={() => onPage(page + 1)}>
            Suivante
          </Button>
        </div>
      )}
    </nav>
  )
}
