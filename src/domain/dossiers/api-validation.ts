import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Cosignataire } from '../formulaire/definition.ts'

const ParCle = z.object({ cle: z.string().max(20) })
const Mot = z.string().trim().max(1000, 'Écrivez 1 000 caractères au plus.')

/** Who must read or sign a draft before it is deposited, and who has. */
export const Validation = z.object({
  /** It waits for the chef; null when it is with those who prepare it. */
  soumis: z.object({ le: z.string(), par: z.string(), mot: z.string().nullable() }).nullable(),
  /** The chef sent it back the last time it was submitted. */
  renvoye: z.object({ le: z.string(), par: z.string(), motif: z.string() }).nullable(),
  /** Those whose signature the form asks beside the chef's; `signature` is null until somebody has signed what it says now. */
  signatures: z.array(
    z.object({ fonction: Cosignataire, signature: z.object({ nom: z.string(), le: z.string() }).nullable() }),
  ),
  /** What I may do now. */
  droits: z.object({ soumettre: z.boolean(), reprendre: z.boolean(), renvoyer: z.boolean(), signer: z.boolean() }),
})
export type Validation = z.infer<typeof Validation>

export const lireValidation = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/validation',
  summary: 'Où en est la validation d’un brouillon dans son établissement',
  params: ParCle,
  reply: Validation,
  demandeur: true,
})

export const soumettreDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/soumission',
  summary: 'Soumettre un brouillon au chef d’établissement',
  description:
    'Le chef est prévenu. Tant qu’il ne l’a ni déposé ni renvoyé, lui seul modifie ce brouillon ; les autres peuvent le reprendre.',
  params: ParCle,
  body: z.object({ mot: Mot.optional() }),
  reply: z.object({ soumis_le: z.string() }),
  status: 201,
})

export const reprendreDossier = endpoint({
  method: 'DELETE',
  path: '/dossiers/:cle/soumission',
  summary: 'Reprendre un brouillon soumis au chef, pour le modifier',
  params: ParCle,
  reply: z.object({ repris_le: z.string() }),
})

export const renvoyerDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/renvoi',
  summary: 'Renvoyer un brouillon soumis à ceux qui le préparent, avec un motif',
  params: ParCle,
  body: z.object({ motif: Mot.min(1, 'Dites ce qu’il faut changer.') }),
  reply: z.object({ renvoye_le: z.string() }),
})

export const signerDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/signature',
  summary: 'Signer un brouillon avec le chef d’établissement, quand le formulaire le demande',
  description:
    'La signature vaut pour les réponses et les pièces d’à présent : dès que l’une change, elle est à refaire.',
  params: ParCle,
  reply: z.object({ signe_le: z.string() }),
  status: 201,
})
