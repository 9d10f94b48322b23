import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { NouveauFormulaire } from './api-formulaires.ts'
import { Audience, Contact, Thematique } from './fiche.ts'
import { GENRES_IMPORT } from './import.ts'
import { Jeu, Origine, Parametre } from './parametres.ts'

const Perte = z.object({ libelle: z.string(), raison: z.string() })

export const RapportImport = z.object({
  genre: z.enum(GENRES_IMPORT).nullable(),
  titre: z.string(),
  etapes: z.array(z.object({ titre: z.string(), questions: z.number() })),
  questions: z.number(),
  /** Questions that are there, less than they were. */
  approches: z.array(Perte),
  absents: z.array(Perte),
  defauts: z.array(z.object({ chemin: z.string(), message: z.string() })),
})
export type RapportImport = z.infer<typeof RapportImport>

/** Any JSON: `lireImport` says what it is. */
const Document = z.unknown().refine((v) => v !== undefined, 'Envoyez le document, en JSON.')

export const examinerDocument = endpoint({
  method: 'POST',
  path: '/formulaires/examens',
  summary: 'Dire ce qu’un document donnerait, sans rien créer',
  description:
    'Le document est un formulaire (« preau/formulaire@1 »), un téléservice entier (« preau/teleservice@1 »), ou une démarche rendue par l’API de demarches-simplifiees (getDemarche, getDossier).',
  body: z.object({ document: Document }),
  bodyLimit: 6_000_000,
  reply: RapportImport,
})

export const importerDocument = endpoint({
  method: 'POST',
  path: '/formulaires/imports',
  summary: 'Faire d’un document un nouveau téléservice, ou le brouillon d’un formulaire qui existe',
  description:
    'Rien n’est créé si le document a un défaut : 422 `document_refuse`, avec le chemin de chacun. Un téléservice entier apporte sa fiche, son guide et son régime.',
  body: z.object({
    document: Document,
    vers: z.union([
      z.object({ nouveau: NouveauFormulaire.omit({ modele: true }) }),
      z.object({ existant: z.string().max(60) }),
    ]),
  }),
  bodyLimit: 6_000_000,
  reply: z.object({ code: z.string(), rapport: RapportImport }),
  status: 201,
})

export const exporterTeleservice = endpoint({
  method: 'GET',
  path: '/teleservices/:code/teleservice.json',
  summary: 'Exporter un téléservice entier : sa fiche, son guide, la dernière version de son formulaire',
  params: z.object({ code: z.string().max(60) }),
  download: 'application/json',
})

export const TuileModele = z.object({
  code: z.string(),
  titre: z.string(),
  resume: z.string(),
  thematique: Thematique,
  regime: z.enum(['administration', 'public']),
  natures: z.array(Audience),
  etapes: z.number(),
  questions: z.number(),
  pieces: z.number(),
  parametres: z.number(),
  /** A téléservice bears this code already. */
  pris: z.boolean(),
})
export type TuileModele = z.infer<typeof TuileModele>

export const listerModeles = endpoint({
  method: 'GET',
  path: '/modeles-teleservices',
  summary: 'Les modèles de téléservices livrés avec Préau',
  reply: z.object({ total: z.number(), elements: z.array(TuileModele) }),
})

export const FicheModele = TuileModele.extend({
  contact: Contact,
  plan: z.array(z.object({ titre: z.string(), questions: z.array(z.string()) })),
  statuts: z.array(z.object({ etape: z.string(), statuts: z.array(z.string()) })),
  parametres_livres: z.array(Parametre),
  jeux: z.array(Jeu),
  origines: z.array(Origine),
})
export type FicheModele = z.infer<typeof FicheModele>

export const lireModele = endpoint({
  method: 'GET',
  path: '/modeles-teleservices/:code',
  summary: 'Un modèle : son plan, ses statuts, ses paramètres avec leur origine',
  params: z.object({ code: z.string().max(60) }),
  reply: FicheModele,
})

export const creerDepuisModele = endpoint({
  method: 'POST',
  path: '/modeles-teleservices/:code/teleservices',
  summary: 'Faire un téléservice d’un modèle, en brouillon, avec ses propres montants et dates',
  params: z.object({ code: z.string().max(60) }),
  body: NouveauFormulaire.omit({ modele: true, thematique: true }).extend({
    /** By code; a `montant` in cents. What is left out keeps the value of the model. */
    parametres: z.record(z.string(), z.union([z.number(), z.string().max(300)])).default({}),
  }),
  reply: z.object({ code: z.string() }),
  status: 201,
})
