import { type Dossier, lireFichierPiece } from '#domain/dossiers/api.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import { adresseDe } from '#web/call.ts'
import { Card } from '#web/ui/Card.tsx'
import { FileList } from '#web/ui/FileList.tsx'

/** The files deposited with the dossier. */
export function PiecesDuDossier({ dossier }: { dossier: Dossier }) {
  const { cle, definition, pieces } = dossier
  if (pieces.length === 0) return null
  return (
    <Card title="Pièces déposées">
      <FileList
        files={pieces.map((p) => ({
          id: p.id,
          name: p.nom,
          size: p.taille,
          href: adresseDe(lireFichierPiece, { params: { cle, id: p.id } }),
          note: champDe(definition, p.champ)?.libelle,
        }))}
      />
    </Card>
  )
}
