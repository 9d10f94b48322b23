import type { Dossier } from '#domain/dossiers/api.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import type { DemandeDePiece } from '#domain/instruction/suivi.ts'
import { Anciennes } from '#web/pieces/Anciennes.tsx'
import { montrer } from '#web/pieces/montrer.ts'
import { ToutesLesPieces } from '#web/pieces/ToutesLesPieces.tsx'
import { useMoi } from '#web/session.ts'
import { Card } from '#web/ui/Card.tsx'
import { FileList } from '#web/ui/FileList.tsx'
import { date } from '#web/ui/format.ts'

/** The files of a dossier: those of its deposit, then those sent since at the request of the service. */
export function PiecesDuDossier({ dossier, demandes }: { dossier: Dossier; demandes: DemandeDePiece[] }) {
  const { cle, definition, pieces } = dossier
  const moi = useMoi()
  const deposees = pieces.map((p) => montrer(cle, p, champDe(definition, p.champ)?.libelle))
  const transmises = demandes
    .filter((d) => d.etat === 'recue')
    .flatMap((d) =>
      d.pieces.map((p) => montrer(cle, p, `${d.libelle}, transmis le ${date(d.close_le ?? p.ajoutee_le)}`)),
    )
  if (deposees.length + transmises.length === 0) return null
  return (
    <Card title="Pièces du dossier">
      <FileList files={[...deposees, ...transmises]} />
      {moi && <Anciennes cle={cle} definition={definition} />}
      {moi && <ToutesLesPieces cle={cle} />}
    </Card>
  )
}
