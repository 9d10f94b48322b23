import * as z from 'zod'
import { Structure } from '#domain/connecteurs/lecture/structure.ts'
import { Verification } from '#domain/formulaire/alimentation.ts'
import { Particulier } from '#domain/formulaire/types/particulier.ts'
import { endpoint } from '../endpoint.ts'

export const interrogerDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/interrogations',
  summary: 'Demander à un service extérieur ce qu’il sait d’une réponse (SIRET, API Particulier)',
  description:
    'Garde l’origine de ce qui est trouvé, sans changer de réponse : la personne accepte, corrige ou refuse. Ne rend jamais d’erreur quand le service ne répond pas. Une personne n’est demandée qu’avec son accord ; de ce que dit le service, seules les questions qu’il remplit gardent quelque chose.',
  params: z.object({ cle: z.string().max(20) }),
  body: z.object({ champ: z.string().max(60), valeur: z.union([z.string().max(40), Particulier]) }),
  reply: z.object({
    verification: Verification,
    structure: Structure.nullable(),
    /** By question that it fills: what the service says. */
    propositions: z.record(z.string(), z.unknown()),
  }),
  demandeur: true,
})
