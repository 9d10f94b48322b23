import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Proposition } from '../validation/api.ts'

export const proposerDepuisLeDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/propositions',
  summary: 'Proposer pour la fiche une réponse qui en corrige une valeur',
  description:
    'La réponse enregistrée du brouillon devient la valeur proposée ; la proposition garde la clé du dossier. Une autre réponse, proposée de nouveau, remplace la précédente.',
  params: z.object({ cle: z.string().max(20) }),
  body: z.object({
    /** Question of the form, filled from the référentiel and changed since. */
    champ: z.string().max(80),
  }),
  reply: Proposition,
  status: 201,
})
