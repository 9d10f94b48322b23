import { type AnciennePiece, listerAnciennesPieces } from '#domain/dossiers/api-pieces.ts'
import type { Definition } from '#domain/formulaire/definition.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { useRead } from '#web/call.ts'
import { dateHeure, pluriel, taille } from '#web/ui/format.ts'

/** The files that were replaced or taken out: which, by what, when and by whom. Nothing when there are none. */
export function Anciennes({ cle, definition }: { cle: string; definition: Definition }) {
  const { data } = useRead(listerAnciennesPieces, { params: { cle } })
  const anciennes = data?.elements ?? []
  if (anciennes.length === 0) return null
  return (
    <details>
      <summary>{pluriel(anciennes.length, 'fichier remplacé ou retiré', 'fichiers remplacés ou retirés')}</summary>
      <ul className="petit">
        {anciennes.map((p) => (
          <li key={p.id}>
            <strong>{p.nom}</strong> ({taille(p.taille)}), {champDe(definition, p.champ)?.libelle ?? 'pièce demandée'} :
            ajouté le {dateHeure(p.ajoutee_le)} par {p.ajoutee_par}, {finDe(p)}
          </li>
        ))}
      </ul>
    </details>
  )
}

const finDe = ({ retiree_le, remplacee_par: suite }: AnciennePiece): string =>
  suite
    ? `remplacé le ${dateHeure(retiree_le)} par « ${suite.nom} », de ${suite.auteur}.`
    : `retiré le ${dateHeure(retiree_le)}.`
