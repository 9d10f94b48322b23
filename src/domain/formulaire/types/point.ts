import * as z from 'zod'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampPoint = z.strictObject({ ...communSaisi, type: z.literal('point') })
export type ChampPoint = z.infer<typeof ChampPoint>

const ILLISIBLE = 'Placez un point sur la carte, ou saisissez sa latitude et sa longitude.'
const LATITUDE = 'Saisissez une latitude entre −90 et 90.'
const LONGITUDE = 'Saisissez une longitude entre −180 et 180.'

/** Degrees of WGS 84. */
export const Point = z.strictObject(
  {
    latitude: z.number(LATITUDE).min(-90, LATITUDE).max(90, LATITUDE).optional(),
    longitude: z.number(LONGITUDE).min(-180, LONGITUDE).max(180, LONGITUDE).optional(),
  },
  ILLISIBLE,
)
export type Point = z.infer<typeof Point>

export const point: TypeDeChamp<ChampPoint, Point> = {
  reponse: Point,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: ({ latitude, longitude }) =>
    latitude === undefined ? 'Saisissez la latitude.' : longitude === undefined ? 'Saisissez la longitude.' : undefined,
  ecrire: ({ latitude, longitude }) => `${enDegres(latitude, 'N', 'S')}, ${enDegres(longitude, 'E', 'O')}`,
}

/** « 43,60450° N »: five digits are a metre. */
const enDegres = (degres: number | undefined, positif: string, negatif: string): string =>
  degres === undefined
    ? '?'
    : `${Math.abs(degres).toFixed(5).replace('.', ',')}°\u00a0${degres < 0 ? negatif : positif}`
