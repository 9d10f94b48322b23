import * as z from 'zod'
import { Verification } from '#domain/formulaire/alimentation.ts'
import { Format } from '#domain/formulaire/types/piece.ts'
import { Icone } from '#domain/instruction/guide.ts'
import { Uai } from '#domain/referentiel/uai.ts'
import { EtatTeleservice } from '#domain/teleservices/api.ts'
import { HeureLocale, Thematique } from '#domain/teleservices/fiche.ts'
import { endpoint } from '../endpoint.ts'
import { Analyse } from './analyse.ts'
import { DefinitionGardee } from './definition.ts'

export const EtatDossier = z.enum(['brouillon', 'depose', 'abandonne'])
export type EtatDossier = z.infer<typeof EtatDossier>

/** `cle` (12 signs) or `numero` (AAAA-NNNNNN): both name a dossier in addresses. */
const ParCle = z.object({ cle: z.string().max(20) })

export const commencerDossier = endpoint({
  method: 'POST',
  path: '/dossiers',
  summary: 'Commencer un dossier',
  description:
    'Le brouillon est prérempli avec ce que connaît le référentiel. Un brouillon existant n’empêche pas d’en commencer un autre : GET /teleservices/{code}/mes-dossiers dit s’il y en a.',
  body: z.object({ teleservice: z.string().max(60), uai: Uai }),
  reply: z.object({ cle: z.string() }),
  status: 201,
})

const Auteur = z.object({ nom: z.string(), fonction: z.string() })

/** What the smart button of a fiche needs to know. */
export const MesDossiers = z.object({
  brouillons: z.array(
    z.object({ cle: z.string(), commence_le: z.string(), modifie_le: z.string(), modifie_par: z.string() }),
  ),
  deposes: z.array(z.object({ cle: z.string(), numero: z.string(), objet: z.string(), depose_le: z.string() })),
  /** Why one cannot begin now; null when one can. */
  obstacle: z.object({ code: z.string(), message: z.string() }).nullable(),
})
export type MesDossiers = z.infer<typeof MesDossiers>

export const listerMesDossiers = endpoint({
  method: 'GET',
  path: '/teleservices/:code/mes-dossiers',
  summary: 'Brouillons et dossiers déposés d’un établissement pour ce téléservice',
  params: z.object({ code: z.string().max(60) }),
  query: z.object({ uai: Uai }),
  reply: MesDossiers,
})

/** Where a prefilled answer comes from, as it was then. `modifie`: the usager has changed it since. */
export const Origine = z.object({
  source: z.string(),
  date: z.string(),
  valeur: z.unknown(),
  modifie: z.boolean(),
})
export type Origine = z.infer<typeof Origine>

export const Piece = z.object({
  id: z.string(),
  /** `champ`, or `bloc/ligne/champ` for a pièce of a row. */
  champ: z.string(),
  nom: z.string(),
  /** Real media type, read in the file. */
  type: z.string(),
  format: Format,
  /** Bytes. */
  taille: z.number(),
  sha256: z.string(),
  ajoutee_le: z.string(),
  ajoutee_par: z.string(),
  /** Day the établissement first gave it, in this dossier or in the one it is taken from. */
  fournie_le: z.string(),
  /** Only « saine » and « non_analysee » can be opened. */
  antivirus: Analyse,
})
export type Piece = z.infer<typeof Piece>

/** May I do it, and if not, why (words for the person). */
const Permission = z.object({ possible: z.boolean(), motif: z.string().nullable() })
export type Permission = z.infer<typeof Permission>

export const Dossier = z.object({
  cle: z.string(),
  numero: z.string().nullable(),
  etat: EtatDossier,
  teleservice: z.object({
    code: z.string(),
    titre: z.string(),
    icone: Icone,
    thematique: Thematique,
    etat: EtatTeleservice,
    ouvre_le: HeureLocale.nullable(),
    ferme_le: HeureLocale.nullable(),
  }),
  dispositif: z.object({ code: z.string(), libelle: z.string(), regime: z.enum(['administration', 'public']) }),
  etablissement: z.object({ uai: z.string(), nom: z.string(), commune: z.string().nullable() }),
  demandeur: Auteur.extend({ courriel: z.string().nullable() }),
  /** Begun by a family or a pupil without an account: the établissement named is only concerned. */
  sans_compte: z.boolean(),
  /** One line, drawn from the answers at deposit; empty before. */
  objet: z.string(),
  /** Euros, or null when the form asks for no amount; known at deposit. */
  montant_demande: z.number().nullable(),
  commence_le: z.string(),
  modifie_le: z.string(),
  modifie_par: z.string(),
  depose_le: z.string().nullable(),
  depose_par: Auteur.nullable(),
  /** Grows with each save: a screen that has another number is behind. */
  revision: z.number(),
  version: z.number(),
  definition: DefinitionGardee,
  /** By champ id. The files of pièces are in it too, as the form engine reads them. */
  reponses: z.record(z.string(), z.unknown()),
  origines: z.record(z.string(), Origine),
  /** How the last question asked outside ended, by question: what it fills is « déclaré, non vérifié » when it failed. */
  verifications: z.record(z.string(), Verification),
  /** Questions answered by hand because a service was down. */
  non_verifies: z.array(z.string()),
  pieces: z.array(Piece),
  droits: z.object({ remplir: Permission, deposer: Permission, abandonner: Permission }),
})
export type Dossier = z.infer<typeof Dossier>

export const lireDossier = endpoint({
  method: 'GET',
  path: '/dossiers/:cle',
  summary: 'Un dossier : réponses, pièces, et la version de formulaire qu’il garde',
  params: ParCle,
  reply: Dossier,
  demandeur: true,
})

/** By path (see the door): a changed value, or null to empty it. Bounded so that one call stays small. */
const Changements = z
  .record(z.string().max(170), z.unknown())
  .refine((r) => Object.keys(r).length >= 1 && Object.keys(r).length <= 400, {
    message: 'Envoyez de 1 à 400 réponses à la fois.',
  })

export const enregistrerReponses = endpoint({
  method: 'PATCH',
  path: '/dossiers/:cle/reponses',
  summary: 'Enregistrer des réponses au fil de la saisie',
  description:
    'Une clé est un champ ; ou bloc/ligne, avec les réponses de la ligne pour l’ajouter ou null pour la retirer ; ou bloc/ligne/champ. null vide une réponse. Les réponses refusées sont nommées, les autres sont enregistrées ; quand aucune ne l’est, la réponse est un 422. Les pièces ont leurs propres adresses.',
  params: ParCle,
  body: z.object({ reponses: Changements }),
  reply: z.object({
    enregistre_le: z.string(),
    revision: z.number(),
    refusees: z.array(z.object({ champ: z.string(), message: z.string() })),
  }),
  demandeur: true,
})

/** In a row, `bloc/ligne/champ`. */
const ParChamp = ParCle.extend({ champ: z.string().max(170) })
const ParPiece = ParCle.extend({ id: z.string().regex(/^\d{1,15}$/, 'Cette pièce est inconnue.') })

export const ajouterPiece = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/pieces/:champ',
  summary: 'Ajouter une pièce, ou en remplacer une (remplace=identifiant)',
  params: ParChamp,
  query: z.object({
    remplace: z
      .string()
      .regex(/^\d{1,15}$/, 'Cette pièce est inconnue.')
      .optional(),
  }),
  reply: z.object({ piece: Piece, revision: z.number() }),
  upload: true,
  status: 201,
  demandeur: true,
})

export const retirerPiece = endpoint({
  method: 'DELETE',
  path: '/dossiers/:cle/pieces/:id',
  summary: 'Retirer une pièce d’un brouillon',
  params: ParPiece,
  demandeur: true,
})

export const lireFichierPiece = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/pieces/:id/fichier',
  summary: 'Télécharger une pièce',
  params: ParPiece,
  download: 'application/octet-stream',
  demandeur: true,
})

export const deposerDossier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/depot',
  summary: 'Déposer un dossier',
  params: ParCle,
  reply: z.object({ cle: z.string(), numero: z.string(), depose_le: z.string() }),
  status: 201,
  demandeur: true,
})

export const lireAccuse = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/accuse',
  summary: 'Accusé de réception du dépôt (PDF)',
  params: ParCle,
  download: 'application/pdf',
  demandeur: true,
})

export const abandonnerDossier = endpoint({
  method: 'DELETE',
  path: '/dossiers/:cle',
  summary: 'Abandonner un brouillon',
  params: ParCle,
  demandeur: true,
})
