import { type Analyse, obstacleOuverture } from '#domain/dossiers/analyse.ts'
import { lireFichierPiece } from '#domain/dossiers/api.ts'
import { voirPiece } from '#domain/dossiers/api-pieces.ts'
import type { Format } from '#domain/formulaire/types/piece.ts'
import { adresseDe } from '#web/call.ts'
import type { FileShown } from '#web/ui/FileList.tsx'
import type { Preview } from '#web/ui/Preview.tsx'

/** A photo heavier than this is not worth a thumbnail: it is loaded when it is looked at. */
const LEGERE = 5_000_000

type Montrable = { id: string; nom: string; taille: number; format: Format; antivirus: Analyse }

/** A pièce as lists of files show it: its preview, or why nobody may open it. */
export function montrer(cle: string, piece: Montrable, note?: string): FileShown {
  const { id, nom, taille, antivirus } = piece
  const obstacle = obstacleOuverture(antivirus)
  return {
    id,
    name: nom,
    size: taille,
    href: adresseDe(lireFichierPiece, { params: { cle, id } }),
    note,
    preview: apercuDe(cle, piece),
    closed: obstacle && { danger: antivirus === 'infectee', reason: obstacle.message },
  }
}

/** What the page may show of it; nothing of an office document, nor of what may not be opened. */
export function apercuDe(cle: string, { id, taille, format, antivirus }: Montrable): Preview | undefined {
  if (obstacleOuverture(antivirus)) return undefined
  const href = adresseDe(voirPiece, { params: { cle, id } })
  if (format === 'pdf') return { href, kind: 'pdf', light: false }
  if (format === 'jpg' || format === 'png') return { href, kind: 'image', light: taille < LEGERE }
  return undefined
}
