import * as z from 'zod'
import { endpoint } from '../endpoint.ts'

const Page = z.object({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  par_page: z.coerce.number().int().min(1).max(100).default(50),
})
const Identifiant = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER)
const CodeSource = z.string().regex(/^[a-z][a-z0-9-]{1,60}$/, 'Ce code de source est incorrect.')
const liste = <E extends z.ZodType>(element: E) =>
  z.object({ total: z.number(), page: z.number(), par_page: z.number(), elements: z.array(element) })

export const Cle = z.object({
  id: z.number(),
  /** Its first signs, to recognise it; the key itself is shown once. */
  debut: z.string(),
  cree_le: z.string(),
  expire_le: z.string().nullable(),
  revoquee_le: z.string().nullable(),
  utilisee_le: z.string().nullable(),
})

export const Application = z.object({
  id: z.number(),
  nom: z.string(),
  sources: z.array(z.string()),
  active: z.boolean(),
  cree_le: z.string(),
  cles: z.array(Cle),
  /** Exchanges of the last thirty days, and how many failed. */
  echanges: z.number(),
  echecs: z.number(),
  appairages: z.number(),
  appairages_en_erreur: z.number(),
})
export type Application = z.infer<typeof Application>

export const listerApplications = endpoint({
  method: 'GET',
  path: '/applications-metier',
  summary: 'Applications métier qui envoient leurs fichiers',
  reply: z.object({ elements: z.array(Application) }),
})

const Nom = z.string().trim().min(2, 'Donnez un nom à cette application.').max(100)
const Sources = z.array(CodeSource).min(1, 'Choisissez au moins une source.').max(50)

export const creerApplication = endpoint({
  method: 'POST',
  path: '/applications-metier',
  summary: 'Autoriser une application métier',
  body: z.object({ nom: Nom, sources: Sources }),
  reply: z.object({ id: z.number(), cle: z.string() }),
  status: 201,
})

const DeLApplication = z.object({ id: Identifiant })

export const modifierApplication = endpoint({
  method: 'PATCH',
  path: '/applications-metier/:id',
  summary: 'Changer les sources d’une application, la suspendre ou la rouvrir',
  params: DeLApplication,
  body: z.object({ sources: Sources.optional(), active: z.boolean().optional() }),
  reply: Application,
})

/** The former keys still serve this many days, time to change them in the application. */
export const RECOUVREMENT_JOURS = 7

export const renouvelerCle = endpoint({
  method: 'POST',
  path: '/applications-metier/:id/cles',
  summary: 'Donner une nouvelle clé à une application',
  params: DeLApplication,
  body: z.object({}),
  reply: z.object({ cle: z.string() }),
  status: 201,
})

export const revoquerCle = endpoint({
  method: 'DELETE',
  path: '/applications-metier/:id/cles/:cle',
  summary: 'Révoquer une clé sur-le-champ',
  params: DeLApplication.extend({ cle: Identifiant }),
})

export const Echange = z.object({
  id: z.number(),
  le: z.string(),
  sens: z.enum(['entrant', 'sortant']),
  application: z.string().nullable(),
  source: z.string().nullable(),
  tache: z.string(),
  reponse: z.number().nullable(),
  erreur: z.string().nullable(),
  ordre: z.string(),
  execution: z.number().nullable(),
  duree_ms: z.number(),
})
export type Echange = z.infer<typeof Echange>

const FiltreEchanges = z.object({
  application: Identifiant.optional(),
  source: CodeSource.optional(),
  sens: Echange.shape.sens.optional(),
  resultat: z.enum(['reussi', 'echec']).optional(),
  du: z.iso.date().optional(),
  au: z.iso.date().optional(),
})

export const listerEchanges = endpoint({
  method: 'GET',
  path: '/echanges',
  summary: 'Journal des échanges avec les autres applications',
  query: FiltreEchanges.extend(Page.shape),
  reply: liste(Echange),
})

export const exporterEchanges = endpoint({
  method: 'GET',
  path: '/echanges.csv',
  summary: 'Journal des échanges, en CSV',
  query: FiltreEchanges,
  download: 'text/csv',
})

export const Appairage = z.object({
  application: z.number(),
  nom_application: z.string(),
  identifiant: z.string(),
  uai: z.string(),
  nom: z.string().nullable(),
  etat: z.enum(['ok', 'erreur']),
  message: z.string().nullable(),
  maj: z.string(),
})
export type Appairage = z.infer<typeof Appairage>

export const listerAppairages = endpoint({
  method: 'GET',
  path: '/applications-metier/:id/appairages',
  summary: 'Identifiants des établissements dans une application',
  params: DeLApplication,
  query: Page.extend({ etat: Appairage.shape.etat.optional(), q: z.string().trim().max(100).optional() }),
  reply: liste(Appairage),
})

/** Identifier in the other application: any short text. */
const IdentifiantExterne = z.string().trim().min(1, 'Donnez l’identifiant.').max(100)

export const poserAppairage = endpoint({
  method: 'PUT',
  path: '/applications-metier/:id/appairages/:identifiant',
  summary: 'Relier un identifiant d’une application à un établissement',
  params: DeLApplication.extend({ identifiant: IdentifiantExterne }),
  body: z.object({ uai: z.string().trim().toUpperCase().max(20) }),
  reply: Appairage,
})

export const retirerAppairage = endpoint({
  method: 'DELETE',
  path: '/applications-metier/:id/appairages/:identifiant',
  summary: 'Délier un identifiant',
  params: DeLApplication.extend({ identifiant: IdentifiantExterne }),
})

export const importerAppairages = endpoint({
  method: 'POST',
  path: '/applications-metier/:id/appairages/imports',
  summary: 'Poser beaucoup d’appairages : un CSV « identifiant;uai »',
  params: DeLApplication,
  reply: z.object({ lus: z.number(), poses: z.number(), inchanges: z.number(), en_erreur: z.number() }),
  upload: true,
})

export const listerAppairagesDe = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/appairages',
  summary: 'Identifiants d’un établissement dans les applications métier',
  params: z.object({ uai: z.string().max(20) }),
  reply: z.object({ elements: z.array(Appairage) }),
})
