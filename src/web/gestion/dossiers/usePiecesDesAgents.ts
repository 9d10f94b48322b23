import { useQueryClient } from '@tanstack/react-query'
import type { Piece } from '#domain/dossiers/api.ts'
import { ajouterPieceDesAgents, lireAnnotations, retirerPieceDesAgents } from '#domain/instruction/api-annotations.ts'
import { call, useRead } from '#web/call.ts'
import { type Pieces, refusDe } from '#web/formulaire/usePieces.ts'
import { upload } from '#web/upload.ts'
import { useUploads } from '#web/useUploads.ts'

/** The files of the agents' part, as the server has them, and how to give and withdraw them. */
export function usePiecesDesAgents(cle: string, lues: Piece[]): { pieces: Piece[]; gestes: Pieces } {
  const client = useQueryClient()
  const attend = lues.some((p) => p.antivirus === 'en_attente')
  // The verdict of the antivirus comes by itself a few seconds after the file.
  const { data } = useRead(lireAnnotations, { params: { cle } }, { refetchInterval: attend ? 5_000 : undefined })
  const pieces = data?.annotations?.pieces ?? lues
  const envois = useUploads()
  const relire = () => client.invalidateQueries()
  return {
    pieces,
    gestes: {
      envois,
      ajouter: (chemin, champ, fichiers, remplace) => {
        let places = remplace ? 1 : (champ.nombre_max ?? 1) - pieces.filter((p) => p.champ === chemin).length
        for (const fichier of fichiers) {
          const refus = refusDe(fichier, champ, places)
          if (refus) {
            envois.refuse(chemin, fichier.name, refus)
            continue
          }
          places -= 1
          envois.start(chemin, fichier.name, async (options) => {
            const appel = { params: { cle, champ: chemin }, query: { remplace: remplace?.id } }
            await upload(ajouterPieceDesAgents, appel, fichier, options)
            await relire()
          })
        }
      },
      retirer: async (piece) => {
        await call(retirerPieceDesAgents, { params: { cle, id: piece.id } })
        await relire()
      },
    },
  }
}
