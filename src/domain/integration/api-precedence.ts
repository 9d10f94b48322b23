import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const DeSource = z.object({ source: z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.') })

const Rang = z.object({
  champ: z.string().min(1).max(100),
  rang: z
    .number()
    .int('Un rang est un nombre entier.')
    .min(1, 'Le premier rang est 1.')
    .max(1000, 'Le dernier rang est 1 000.'),
})

const Precedence = z.object({
  /** Rank of the source where nothing else is said; the smallest wins. */
  priorite: z.number(),
  rangs: z.array(Rang),
  /** Champs of the fiche that may have a rank. */
  champs: z.array(z.object({ code: z.string(), libelle: z.string() })),
})

export const lirePrecedence = endpoint({
  method: 'GET',
  path: '/sources/:source/precedence',
  summary: 'Rang d’une source parmi les autres, champ par champ',
  params: DeSource,
  reply: Precedence,
})

export const poserPrecedence = endpoint({
  method: 'PUT',
  path: '/sources/:source/precedence',
  summary: 'Dire pour quels champs une source l’emporte ou cède',
  params: DeSource,
  body: z.object({
    rangs: z
      .array(Rang)
      .max(500)
      .refine(
        (rangs) => new Set(rangs.map((r) => r.champ)).size === rangs.length,
        'Ce champ est deux fois dans la liste.',
      ),
  }),
  reply: Precedence,
})
