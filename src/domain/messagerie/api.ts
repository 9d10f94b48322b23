import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const ParamsDossier = z.object({ cle: z.string().min(1).max(40) })
const Page = z.coerce.number().int().min(1).max(100_000).default(1)

export const TAILLE_MAX_MESSAGE = 5_000

export const Message = z.object({
  id: z.number(),
  auteur: z.object({ nom: z.string(), fonction: z.string() }),
  cote: z.enum(['etablissement', 'collectivite']),
  texte: z.string(),
  /** Instant, ISO 8601 in UTC. */
  le: z.string(),
  /** Written by the reader. */
  de_moi: z.boolean(),
  /** Already read by the reader; one’s own messages always are. */
  lu: z.boolean(),
})
export type Message = z.infer<typeof Message>

export const Fil = z.object({
  total: z.number(),
  /** Oldest first: the last ones of the thread, or those before `avant`. */
  elements: z.array(Message),
  /** Ask again with `avant` = the first id to read what precedes. */
  precedents: z.boolean(),
  non_lus: z.number(),
  /** False before the deposit, or for a reader who may not answer; then `pourquoi` says it. */
  peut_ecrire: z.boolean(),
  pourquoi: z.string().nullable(),
})
export type Fil = z.infer<typeof Fil>

export const lireFil = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/messages',
  summary: 'Fil de discussion d’un dossier',
  params: ParamsDossier,
  query: z.object({
    avant: z.coerce.number().int().min(1).optional(),
    par_page: z.coerce.number().int().min(1).max(100).default(50),
  }),
  reply: Fil,
  demandeur: true,
})

export const envoyerMessage = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/messages',
  summary: 'Écrire dans le fil d’un dossier',
  params: ParamsDossier,
  body: z.object({
    texte: z
      .string()
      .trim()
      .min(1, 'Écrivez votre message.')
      .max(TAILLE_MAX_MESSAGE, 'Un message fait au plus 5 000 caractères : raccourcissez-le ou envoyez-en deux.'),
  }),
  reply: Message,
  status: 201,
  demandeur: true,
})

export const marquerLu = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/messages/lecture',
  summary: 'Marquer le fil comme lu, pour soi seulement',
  params: ParamsDossier,
  reply: z.object({ non_lus: z.number() }),
  demandeur: true,
})

/** What an alert is about; also the kind of mail that goes with it. */
export const GenreAlerte = z.enum([
  'dossier_soumis',
  'dossier_renvoye',
  'dossier_depose',
  'message_recu',
  'dossier_avance',
  'piece_demandee',
  'piece_infectee',
  'demande_annulee',
  'pieces_renvoyees',
  'decision_prise',
  'decision_notifiee',
  'proposition_recue',
  'proposition_decidee',
  'jeton_a_remplacer',
  'compte',
])
export type GenreAlerte = z.infer<typeof GenreAlerte>

export const Notification = z.object({
  id: z.number(),
  genre: GenreAlerte,
  texte: z.string(),
  /** Path in the site, for example `/dossiers/a1b2c3d4e5f6`. */
  lien: z.string(),
  le: z.string(),
  lue_le: z.string().nullable(),
  dossier: z.object({ cle: z.string(), numero: z.string().nullable() }).nullable(),
})
export type Notification = z.infer<typeof Notification>

export const listerNotifications = endpoint({
  method: 'GET',
  path: '/notifications',
  summary: 'Mes alertes, les plus récentes d’abord',
  query: z.object({
    page: Page,
    par_page: z.coerce.number().int().min(1).max(100).default(20),
    a_lire: z.stringbool().optional(),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    a_lire: z.number(),
    elements: z.array(Notification),
  }),
})

export const compterNotifications = endpoint({
  method: 'GET',
  path: '/notifications/compte',
  summary: 'Nombre de mes alertes à lire',
  reply: z.object({ a_lire: z.number() }),
})

export const lireNotifications = endpoint({
  method: 'POST',
  path: '/notifications/lecture',
  summary: 'Marquer des alertes comme lues',
  body: z
    .object({ ids: z.array(z.number().int()).min(1).max(200).optional(), tout: z.boolean().optional() })
    .refine((b) => b.tout === true || b.ids !== undefined, 'Indiquez les alertes lues, ou « tout ».'),
  reply: z.object({ a_lire: z.number() }),
})

export const EtatCourriel = z.enum(['a_envoyer', 'envoye', 'en_erreur', 'garde'])
export type EtatCourriel = z.infer<typeof EtatCourriel>

export const LIBELLES_COURRIELS: Record<EtatCourriel, string> = {
  a_envoyer: 'À envoyer',
  envoye: 'Envoyé',
  en_erreur: 'En erreur',
  garde: 'Gardé ici',
}

export const LigneCourriel = z.object({
  id: z.number(),
  destinataire: z.string(),
  sujet: z.string(),
  etat: EtatCourriel,
  le: z.string(),
  envoye_le: z.string().nullable(),
  dossier: z.object({ cle: z.string(), numero: z.string().nullable() }).nullable(),
})
export type LigneCourriel = z.infer<typeof LigneCourriel>

export const Courriel = LigneCourriel.extend({
  texte: z.string(),
  /** Why the mail server refused, as it said it. */
  erreur: z.string().nullable(),
})
export type Courriel = z.infer<typeof Courriel>

export const listerCourriels = endpoint({
  method: 'GET',
  path: '/courriels',
  summary: 'Boîte d’envoi : courriels des dossiers de mon périmètre',
  query: z.object({
    recherche: z.string().trim().max(200).optional(),
    etat: EtatCourriel.optional(),
    page: Page,
    par_page: z.coerce.number().int().min(1).max(100).default(25),
  }),
  reply: z.object({
    total: z.number(),
    page: z.number(),
    par_page: z.number(),
    /** False when no SMTP server is configured: mails are then kept here. */
    smtp: z.boolean(),
    elements: z.array(LigneCourriel),
  }),
})

export const lireCourriel = endpoint({
  method: 'GET',
  path: '/courriels/:id',
  summary: 'Un courriel de la boîte d’envoi',
  params: z.object({ id: z.coerce.number().int().min(1) }),
  reply: Courriel,
})
