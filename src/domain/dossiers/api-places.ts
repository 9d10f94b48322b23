import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

export const lirePlaces = endpoint({
  method: 'GET',
  path: '/teleservices/:code/places',
  summary: 'Ce qu’il reste de places dans un téléservice pour cette période, et pour mon établissement',
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ uai: z.string().trim().max(20).optional() }),
  /** Sentences ready to be shown; none when the téléservice has no limit. */
  reply: z.object({ phrases: z.array(z.string()) }),
  anonymous: true,
})
