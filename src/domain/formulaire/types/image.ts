import * as z from 'zod'
import { commun, type TypeDeChamp } from './type.ts'

/** Inside the document or served by this site: the page asks nothing from anyone else. 400 kB of file at most. */
const AdresseImage = z
  .string()
  .max(550_000, 'Cette image est trop lourde : réduisez-la à 400 Ko.')
  .regex(
    /^(data:image\/(png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}|\/(?!\/)[\w\-./]*)$/,
    'Donnez une image PNG, JPEG, WebP ou GIF, ou une adresse de ce site.',
  )

export const ChampImage = z.strictObject({
  ...commun,
  type: z.literal('image'),
  url: AdresseImage,
  /** What the image says, for who does not see it: never empty (RGAA 1.1). */
  alternative: z.string().trim().min(1, 'Décrivez ce que montre l’image.').max(1000),
  legende: z.string().max(500).optional(),
})
export type ChampImage = z.infer<typeof ChampImage>

/** A picture to look at: it asks nothing and stores nothing. */
export const image: TypeDeChamp<ChampImage, never> = { operateurs: [], manque: '', ecrire: () => '' }
