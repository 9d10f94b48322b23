import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

/** Seconds between two signs of a screen, and after which one who gives none has gone. */
export const SIGNE_TOUTES_LES = 15
export const PARTI_APRES = 45

export const signalerPresence = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/presence',
  summary: 'Dire qu’on a ce brouillon ouvert, et savoir qui d’autre l’a',
  description: `À répéter toutes les ${SIGNE_TOUTES_LES} secondes tant que l’écran est regardé. Une révision plus grande que la sienne dit que le brouillon a changé ailleurs.`,
  params: z.object({ cle: z.string().max(20) }),
  body: z.object({
    /** The step in sight. */
    etape: z.string().max(80).default(''),
    /** The screen is being left. */
    part: z.boolean().default(false),
  }),
  reply: z.object({
    revision: z.number(),
    autres: z.array(z.object({ id: z.number(), nom: z.string(), fonction: z.string(), etape: z.string() })),
  }),
})
