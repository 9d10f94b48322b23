import { telechargerPieces } from '#domain/dossiers/api-pieces.ts'
import { adresseDe } from '#web/call.ts'
import { ButtonAnchor } from '#web/ui/Button.tsx'

/** All the files of a dossier in one archive, with their sommaire. */
export function ToutesLesPieces({ cle }: { cle: string }) {
  return (
    <div className="rang" data-impression="non">
      <ButtonAnchor icon="telecharger" href={adresseDe(telechargerPieces, { params: { cle } })} download>
        Toutes les pièces (zip)
      </ButtonAnchor>
    </div>
  )
}
