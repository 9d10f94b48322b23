import { ajouterPiece, type Piece, retirerPiece } from '#domain/dossiers/api.ts'
import { reprendrePiece } from '#domain/dossiers/api-copie.ts'
import { commencerEnvoi, finirEnvoi } from '#domain/dossiers/api-pieces.ts'
import { type ChampPiece, ecrireTaille } from '#domain/formulaire/types/piece.ts'
import { call, Echec } from '#web/call.ts'
import { EN_MORCEAUX, uploadInParts } from '#web/parts.ts'
import { upload } from '#web/upload.ts'
import { type Uploads, useUploads } from '#web/useUploads.ts'
import type { Enregistrement } from './enregistrement.ts'

export type Pieces = {
  envois: Uploads
  /** Sends files to a champ; with `remplace`, the first one takes the place of that pièce. */
  ajouter(chemin: string, champ: ChampPiece, fichiers: readonly File[], remplace?: Piece): void
  /** Takes a pièce out of the draft. Rejects with `Echec`. */
  retirer(piece: Piece): Promise<void>
  /** Gives again a file of an earlier dossier; gives the refusal in words, if any. A mere trial of a form has none. */
  reprendre?(chemin: string, piece: string): Promise<string | undefined>
}

/** The files of a draft: checked here first for what the browser can tell, then by the server for what they are. */
export function usePieces(cle: string, enregistrement: Enregistrement, surEchec: (echec: Echec) => void): Pieces {
  const envois = useUploads(surEchec)
  const duChamp = (chemin: string) => enregistrement.lire().pieces.filter((p) => p.champ === chemin)

  const ajouter: Pieces['ajouter'] = (chemin, champ, fichiers, remplace) => {
    let places = remplace ? 1 : (champ.nombre_max ?? 1) - duChamp(chemin).length
    for (const fichier of fichiers) {
      const refus = refusDe(fichier, champ, places)
      if (refus) {
        envois.refuse(chemin, fichier.name, refus)
        continue
      }
      places -= 1
      envois.start(chemin, fichier.name, async (options) => {
        // The row of this pièce must be there before it.
        if (chemin.includes('/') && !(await enregistrement.vider()))
          throw new Echec(0, 'hors_ligne', 'Vos réponses ne sont pas encore enregistrées : réessayez dans un instant.')
        const appel = { params: { cle, champ: chemin }, query: { remplace: remplace?.id } }
        const { piece, revision } =
          fichier.size > EN_MORCEAUX
            ? await uploadInParts(() => call(commencerEnvoi, debutDe(appel, fichier)), finir, fichier, options)
            : await upload(ajouterPiece, appel, fichier, options)
        const autres = duChamp(chemin).filter((p) => p.id !== remplace?.id)
        enregistrement.poser(chemin, [...autres, piece], revision)
      })
    }
  }

  return {
    envois,
    ajouter,
    reprendre: async (chemin, id) => {
      try {
        if (chemin.includes('/') && !(await enregistrement.vider()))
          return 'Vos réponses ne sont pas encore enregistrées : réessayez dans un instant.'
        const { piece, revision } = await call(reprendrePiece, { params: { cle, champ: chemin }, body: { piece: id } })
        enregistrement.poser(chemin, [...duChamp(chemin), piece], revision)
        return undefined
      } catch (cause) {
        if (!(cause instanceof Echec)) throw cause
        surEchec(cause)
        return cause.message
      }
    },
    retirer: async (piece) => {
      await call(retirerPiece, { params: { cle, id: piece.id } })
      const restent = duChamp(piece.champ).filter((p) => p.id !== piece.id)
      enregistrement.poser(piece.champ, restent, enregistrement.lire().revision + 1)
    },
  }
}

const finir = (id: string, signal: AbortSignal) => call(finirEnvoi, { params: { id } }, signal)

const debutDe = (appel: { params: { cle: string; champ: string }; query: { remplace?: string } }, fichier: File) => ({
  params: appel.params,
  body: { nom: fichier.name, taille: fichier.size, remplace: appel.query.remplace },
})

/** Why this file is not even sent; `places` are those left. */
export function refusDe(fichier: File, champ: ChampPiece, places: number): string | undefined {
  const maximum = champ.nombre_max ?? 1
  if (places <= 0) return `gardez ${maximum} fichier${maximum > 1 ? 's' : ''} au plus, ou remplacez-en un.`
  if (fichier.size === 0) return 'ce fichier est vide.'
  if (fichier.size > champ.taille_max)
    return `ce fichier est trop lourd (${ecrireTaille(fichier.size)}) : ${ecrireTaille(champ.taille_max)} au plus.`
  return undefined
}
