import { type Dossier, lireFichierPiece } from '#domain/dossiers/api.ts'
import { champDe } from '#domain/formulaire/saisie.ts'
import type { DemandeDePiece } from '#domain/instruction/suivi.ts'
import { adresseDe } from '#web/call.ts'
import { Card } from '#web/ui/Card.tsx'
import { FileList, type FileShown } from '#web/ui/FileList.tsx'
import { date } from '#web/ui/format.ts'

/** The files of a dossier: those of its deposit, then those sent since at the request of the service. */
export function PiecesDuDossier({ dossier, demandes }: { dossier: Dossier; demandes: DemandeDePiece[] }) {
  const { cle, definition, pieces } = dossier
  const adresse = (id: string | number) => adresseDe(lireFichierPiece, { params: { cle, id: String(id) } })
  const deposees = pieces.map(
    (p): FileShown => ({
      id: p.id,
      name: p.nom,
      size: p.taille,
      href: adresse(p.id),
      note: champDe(definition, p.champ)?.libelle,
    }),
  )
  const transmises = demandes
    .filter((d) => d.etat === 'recue')
    .flatMap((d) =>
      d.pieces.map(
        (p): FileShown => ({
          id: p.id,
          name: p.nom,
          size: p.taille,
          href: adresse(p.id),
          note: `${d.libelle}, transmis le ${date(d.close_le ?? p.ajoutee_le)}`,
        }),
      ),
    )
  if (deposees.length + transmises.length === 0) return null
  return (
    <Card title="Pièces du dossier">
      <FileList files={[...deposees, ...transmises]} />
    </Card>
  )
}
