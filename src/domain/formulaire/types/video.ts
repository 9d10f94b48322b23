import * as z from 'zod'
import { commun, type TypeDeChamp } from './type.ts'

export const ChampVideo = z.strictObject({
  ...commun,
  type: z.literal('video'),
  url: z.url({ protocol: /^https$/ }),
  /** What the video says and shows, whole: never empty (RGAA 4.1). */
  transcription: z.string().trim().min(1, 'Donnez la transcription de la vidéo.').max(20_000),
})
export type ChampVideo = z.infer<typeof ChampVideo>

/** A video to open elsewhere, with its words here: it asks nothing and stores nothing. */
export const video: TypeDeChamp<ChampVideo, never> = { operateurs: [], manque: '', ecrire: () => '' }
