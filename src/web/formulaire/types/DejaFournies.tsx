import { listerPiecesReutilisables, type PieceReutilisable } from '#domain/dossiers/api-copie.ts'
import { type ChampPiece, ecrireTaille } from '#domain/formulaire/types/piece.ts'
import { useRead } from '#web/call.ts'
import { useMoi } from '#web/session.ts'
import { Button } from '#web/ui/Button.tsx'
import { date } from '#web/ui/format.ts'
import { useToast } from '#web/ui/toasts.tsx'
import { useRemplissageCourant } from '../useRemplissage.ts'

type Props = { champ: ChampPiece; chemin: string }

/** Files that the établissement has given before and that are still good: one click instead of a search on a disk. */
export function DejaFournies({ champ, chemin }: Props) {
  const { cle, i, pieces } = useRemplissageCourant()
  const dire = useToast()
  const moi = useMoi()
  // One reading for all the questions of the form: they share its key.
  const { data } = useRead(
    listerPiecesReutilisables,
    { params: { cle } },
    { enabled: Boolean(moi) && champ.valable_mois !== undefined && pieces.reprendre !== undefined },
  )
  const posees = new Set(i.pieces.filter((p) => p.champ === chemin).map((p) => p.nom))
  const offertes = (data?.elements ?? []).filter((p) => p.champ === champ.id && !posees.has(p.nom))
  if (offertes.length === 0) return null
  const reprendre = async (piece: PieceReutilisable) => {
    const echec = await pieces.reprendre?.(chemin, piece.id)
    dire(echec ?? `« ${piece.nom} » est repris.`)
  }
  return (
    <div className="pile petit">
      <p id={`deja-${chemin}`}>Déjà fourni par votre établissement :</p>
      <ul className="sans-puce pile" aria-labelledby={`deja-${chemin}`}>
        {offertes.map((p) => (
          <li key={p.id} className="rang">
            <span>
              {p.nom} ({ecrireTaille(p.taille)}), dossier {p.dossier}, le {date(p.fournie_le)}
              {p.valable_jusque && ` · valable jusqu’au ${date(p.valable_jusque)}`}
            </span>
            <Button small onClick={() => void reprendre(p)} aria-label={`Reprendre ${p.nom}`}>
              Reprendre
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
