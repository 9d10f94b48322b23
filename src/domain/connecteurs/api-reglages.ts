import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { estSiret } from '../referentiel/siret.ts'
import { CodeConnecteur, Pilote } from './liste.ts'
import { EtatResultat } from './resultat.ts'

export const ETATS_CONNECTEUR = { marche: 'En marche', degrade: 'Dégradé', arrete: 'Arrêté' } as const
export type EtatConnecteur = keyof typeof ETATS_CONNECTEUR

export const ConnecteurRegle = z.object({
  code: CodeConnecteur,
  libelle: z.string(),
  fournisseur: z.string(),
  licence: z.string(),
  repli: z.string(),
  etat: z.enum(['marche', 'degrade', 'arrete']),
  /** Why it is stopped or works badly; empty when all is well. */
  raison: z.string(),
  pilote: Pilote,
  /** Null when Préau chooses by itself. */
  pilote_regle: Pilote.nullable(),
  /** May the configuration call this address? */
  autorise: z.boolean(),
  adresse: z.string(),
  adresse_livree: z.string(),
  cle: z.object({
    attendue: z.enum(['aucune', 'cle', 'jeton']),
    /** Never the key itself. */
    posee: z.boolean(),
    par_environnement: z.boolean(),
    expire_le: z.string().nullable(),
    /** « Le jeton expire dans 30 jours. » */
    alerte: z.string(),
  }),
  destinataire: z.object({ attendu: z.boolean(), siret: z.string().nullable() }),
  /** By what right persons are asked about; both are due before the first call. */
  habilitation: z.object({ attendue: z.boolean(), numero: z.string().nullable(), fondement: z.string().nullable() }),
  cache_minutes: z.number(),
  appels_par_minute: z.number(),
  delai: z.number(),
  circuit: z.object({ ouvert_jusque: z.string().nullable(), echecs: z.number() }),
  dernier: z.object({ le: z.string(), issue: EtatResultat, message: z.string() }).nullable(),
  /** Over the last 24 hours. */
  appels: z.number(),
  echecs: z.number(),
  modifie_le: z.string().nullable(),
  modifie_par: z.string().nullable(),
})
export type ConnecteurRegle = z.infer<typeof ConnecteurRegle>

export const listerConnecteurs = endpoint({
  method: 'GET',
  path: '/connecteurs',
  summary: 'Connecteurs aux API nationales : état, réglage, derniers appels',
  reply: z.object({ elements: z.array(ConnecteurRegle) }),
})

const ParCode = z.object({ code: CodeConnecteur })

const Adresse = z
  .url({ protocol: /^https?$/, error: 'Saisissez une adresse qui commence par https://.' })
  .max(300)
  .refine((a) => !/[?#@]/.test(a), 'Cette adresse ne porte ni paramètre ni mot de passe.')
  .transform((a) => a.replace(/\/+$/, ''))

export const ReglageConnecteur = z.object({
  pilote: Pilote.nullable(),
  /** Null: the one shipped. */
  adresse: Adresse.nullable(),
  destinataire: z
    .string()
    .transform((s) => s.replace(/[\s.-]/g, ''))
    .refine(estSiret, 'Vérifiez ce SIRET : sa clé n’est pas juste.')
    .nullable(),
  /** Absent: they stay. */
  habilitation: z
    .string()
    .trim()
    .min(3, 'Saisissez le numéro de l’habilitation.')
    .max(100, 'Ce numéro est trop long.')
    .nullable()
    .optional(),
  fondement: z
    .string()
    .trim()
    .min(10, 'Citez le texte : délibération, règlement d’aide, article de loi.')
    .max(500, 'Raccourcissez ce texte : 500 caractères au plus.')
    .nullable()
    .optional(),
  cache_minutes: z.coerce.number().int().min(0).max(527_040).nullable(),
  appels_par_minute: z.coerce.number().int().min(1).max(1_000).nullable(),
  /** Absent: the key stays. Null: it is removed. It is never given back. */
  cle: z
    .string()
    .trim()
    .min(8, 'Cette clé est trop courte.')
    .max(4_000, 'Cette clé est trop longue.')
    // It becomes a header: nothing there but visible ASCII.
    .regex(/^[\x21-\x7e]+$/, 'Cette clé contient un caractère que les services n’acceptent pas.')
    .nullable()
    .optional(),
})
export type ReglageConnecteur = z.infer<typeof ReglageConnecteur>

export const reglerConnecteur = endpoint({
  method: 'PUT',
  path: '/connecteurs/:code',
  summary: 'Régler un connecteur',
  description: 'La clé est chiffrée et n’est jamais rendue. Un réglage referme le coupe-circuit.',
  params: ParCode,
  body: ReglageConnecteur,
  reply: ConnecteurRegle,
})

export const essayerConnecteur = endpoint({
  method: 'POST',
  path: '/connecteurs/:code/essais',
  summary: 'Appeler vraiment le service et dire ce qu’il répond',
  params: ParCode,
  reply: z.object({
    etat: EtatResultat,
    /** A sentence. */
    message: z.string(),
    /** What came, in a few words. */
    apercu: z.array(z.string()),
    duree_ms: z.number(),
  }),
})

const Jour = z.iso.date()
const Filtre = {
  connecteur: CodeConnecteur.optional(),
  issue: EtatResultat.optional(),
  dossier: z.string().trim().max(40).optional(),
  demandeur: z.string().trim().max(100).optional(),
  du: Jour.optional(),
  au: Jour.optional(),
}

export const Appel = z.object({
  id: z.number(),
  le: z.string(),
  connecteur: CodeConnecteur,
  pilote: z.enum(['reel', 'rejeu', 'cache']),
  demandeur: z.string(),
  dossier: z.string().nullable(),
  uai: z.string().nullable(),
  motif: z.string(),
  donnees: z.array(z.string()),
  issue: EtatResultat,
  reponse: z.number().nullable(),
  message: z.string().nullable(),
  essais: z.number(),
  duree_ms: z.number(),
})
export type Appel = z.infer<typeof Appel>

export const listerAppels = endpoint({
  method: 'GET',
  path: '/connecteurs-appels',
  summary: 'Journal des appels aux API nationales, gardé 36 mois',
  query: z.object({
    ...Filtre,
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    par_page: z.coerce.number().int().min(1).max(100).default(25),
  }),
  reply: z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(Appel) }),
})

export const exporterAppels = endpoint({
  method: 'GET',
  path: '/connecteurs-appels/export',
  summary: 'Journal des appels, en CSV',
  query: z.object(Filtre),
  download: 'text/csv',
})
