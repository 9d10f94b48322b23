import * as z from 'zod'
import type { ContextePreremplissage } from '#domain/formulaire/prefill.ts'
import { Uai } from '#domain/referentiel/uai.ts'
import { endpoint } from '../endpoint.ts'

export const lireDossiersConcernes = endpoint({
  method: 'GET',
  path: '/formulaires/:code/dossiers',
  summary: 'Dossiers d’un formulaire, par version : ce qu’une publication concerne',
  params: z.object({ code: z.string().max(60) }),
  reply: z.object({
    /** Being filled: they may follow the next version. */
    brouillons: z.number(),
    /** Deposited: they keep their version. */
    deposes: z.number(),
    par_version: z.array(z.object({ numero: z.number(), brouillons: z.number(), deposes: z.number() })),
  }),
})

export const AncienneQuestion = z.object({
  chemin: z.string(),
  libelle: z.string(),
  texte: z.string(),
  raison: z.enum(['retiree', 'type_change', 'deplacee', 'redemandee']),
})
export type AncienneQuestion = z.infer<typeof AncienneQuestion>

export const lireSuitesDeVersion = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/suites-de-version',
  summary: 'Ce qu’un changement de version du formulaire a mis à part ou demande de nouveau',
  params: z.object({ cle: z.string().max(20) }),
  reply: z.object({
    /** Answers whose question has gone: for agents only. */
    anciennes: z.array(AncienneQuestion),
    /** Questions that the person has not seen yet; empty once deposited. */
    nouvelles: z.array(z.string()),
    /** Which service the rules of the form give it to; for agents, and null without any rule. */
    service: z.string().nullable(),
  }),
})

export const lirePreremplissage = endpoint({
  method: 'GET',
  path: '/preremplissages/:uai',
  summary: 'Ce que la maison sait d’un établissement, pour essayer un formulaire comme s’il le remplissait',
  params: z.object({ uai: Uai }),
  reply: z
    .custom<ContextePreremplissage>((v) => typeof v === 'object' && v !== null)
    .describe('Identité, demandeur et effectifs, avec la date de chacun'),
})
