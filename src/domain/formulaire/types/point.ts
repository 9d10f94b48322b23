import * as z from 'zod'
import { enFrance } from '../figures.ts'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampPoint = z.strictObject({
  ...communSaisi,
  type: z.literal('point'),
  /** Nothing is taken outside France, overseas included. */
  en_france: z.boolean().optional(),
})
export type ChampPoint = z.infer<typeof ChampPoint>

const ILLISIBLE = 'Placez un point sur la carte, ou saisissez sa latitude et sa longitude.'
const LATITUDE = 'Saisissez une latitude entre −90 et 90.'
const LONGITUDE = 'Saisissez une longitude entre −180 et 180.'

/** Degrees of WGS 84. */
export const Point = z.strictObject(
  {
    latitude: z.number(LATITUDE).min(-90, LATITUDE).max(90, LATITUDE).optional(),
    longitude: z.number(LONGITUDE).min(-180, LONGITUDE).max(180, LONGITUDE).optional(),
    /** The address that one started from: it places the point for who reads no map. */
    lieu: chaine(300, false).optional(),
  },
  ILLISIBLE,
)
export type Point = z.infer<typeof Point>

export const point: TypeDeChamp<ChampPoint, Point> = {
  reponse: Point,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: ({ latitude, longitude }, champ) => {
    if (latitude === undefined) return 'Saisissez la latitude.'
    if (longitude === undefined) return 'Saisissez la longitude.'
    return champ.en_france && !enFrance([longitude, latitude])
      ? 'Ce point est hors de France : vérifiez ses coordonnées.'
      : undefined
  },
  ecrire: ({ latitude, longitude, lieu }) =>
    [ecrireDegres(latitude, longitude), ...(lieu ? [`Près de : ${lieu}`] : [])].join('\n'),
  geometrie: ({ latitude, longitude }) =>
    latitude === undefined || longitude === undefined
      ? undefined
      : { type: 'Point', coordinates: [longitude, latitude] },
}

/** « 43,60450° N, 1,44420° E »: five digits are a metre. */
export const ecrireDegres = (latitude: number | undefined, longitude: number | undefined): string =>
  `${enDegres(latitude, 'N', 'S')}, ${enDegres(longitude, 'E', 'O')}`

const enDegres = (degres: number | undefined, positif: string, negatif: string): string =>
  degres === undefined
    ? '?'
    : `${Math.abs(degres).toFixed(5).replace('.', ',')}°\u00a0${degres < 0 ? negatif : positif}`
