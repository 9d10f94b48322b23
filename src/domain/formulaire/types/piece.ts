import * as z from 'zod'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'
import { estPerimee } from './validite.ts'

export const FORMATS = ['pdf', 'jpg', 'png', 'heic', 'docx', 'odt', 'xlsx', 'ods', 'csv', 'zip'] as const
export const Format = z.enum(FORMATS)
export type Format = z.infer<typeof Format>

export const ChampPiece = z.strictObject({
  ...communSaisi,
  type: z.literal('piece'),
  formats: z.array(Format).min(1),
  /** Bytes, per file. */
  taille_max: z
    .int()
    .min(1024)
    .max(500 * 1024 * 1024),
  /** Several files in the same champ; one when absent. */
  nombre_max: z.int().min(1).max(30).optional(),
  /** Months, from the day it was given, during which it may be given again without asking; never old when absent. */
  valable_mois: z.int().min(1).max(120).optional(),
  /** A document to download, fill and give back. */
  modele: z.strictObject({ libelle: z.string().min(1).max(100), url: z.string().min(1).max(300) }).optional(),
})
export type ChampPiece = z.infer<typeof ChampPiece>

const FICHIER_INCONNU = 'Ce fichier est inconnu : déposez-le de nouveau.'

/** What an answer keeps of a file: the file itself, its scan and its versions belong to the dossier. */
export const PieceJointe = z.strictObject(
  {
    id: z.string(FICHIER_INCONNU).regex(/^[A-Za-z0-9_-]{1,64}$/, FICHIER_INCONNU),
    nom: chaine(255, false),
    /** Bytes. */
    taille: z.int(FICHIER_INCONNU).min(0, FICHIER_INCONNU),
    format: z.enum(FORMATS, FICHIER_INCONNU),
    /** Day the établissement first gave it; only older dossiers do not say. */
    fournie_le: z.iso.date(FICHIER_INCONNU).optional(),
  },
  FICHIER_INCONNU,
)
export type PieceJointe = z.infer<typeof PieceJointe>

export const piece: TypeDeChamp<ChampPiece, PieceJointe[]> = {
  reponse: z.array(PieceJointe, 'Déposez un fichier.').max(30, 'Déposez 30 fichiers au plus.'),
  operateurs: ['rempli', 'vide'],
  manque: 'Déposez ce document.',
  verifier: (pieces, champ, { aujourdhui }) => {
    const maximum = champ.nombre_max ?? 1
    if (pieces.length > maximum) return `Gardez ${maximum} fichier${maximum > 1 ? 's' : ''} au plus.`
    const lourde = pieces.find((p) => p.taille > champ.taille_max)
    if (lourde) return `« ${lourde.nom} » est trop lourd : ${ecrireTaille(champ.taille_max)} au plus.`
    const refusee = pieces.find((p) => !champ.formats.includes(p.format))
    if (refusee) return `« ${refusee.nom} » n’est pas accepté : déposez un fichier ${ecrireFormats(champ.formats)}.`
    const vieille = pieces.find((p) => p.fournie_le && estPerimee(champ, p.fournie_le, aujourdhui))
    if (vieille)
      return `« ${vieille.nom} » a plus de ${ecrireMois(champ.valable_mois ?? 0)} : remplacez-le par un plus récent.`
    return undefined
  },
  ecrire: (pieces) => pieces.map((p) => `${p.nom} (${ecrireTaille(p.taille)})`).join(', '),
}

/** « PDF, JPG ou PNG » */
export function ecrireFormats(formats: readonly Format[]): string {
  const noms = formats.map((f) => f.toUpperCase())
  return noms.length < 2 ? noms.join('') : `${noms.slice(0, -1).join(', ')} ou ${noms.at(-1)}`
}

/** « un an », « 18 mois » */
export function ecrireMois(mois: number): string {
  if (mois % 12 !== 0) return mois === 1 ? 'un mois' : `${mois} mois`
  return mois === 12 ? 'un an' : `${mois / 12} ans`
}

/** « 2,4 Mo », in the decimal units that file managers show. */
export function ecrireTaille(octets: number): string {
  if (octets < 1000) return `${octets}\u00a0octet${octets > 1 ? 's' : ''}`
  const [quotient, unite] = octets < 1_000_000 ? [octets / 1000, 'Ko'] : [octets / 1_000_000, 'Mo']
  const arrondi = quotient < 10 ? Math.round(quotient * 10) / 10 : Math.round(quotient)
  return `${String(arrondi).replace('.', ',')}\u00a0${unite}`
}
