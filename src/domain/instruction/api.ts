import * as z from 'zod'
import { Envoi } from '../dossiers/api-pieces.ts'
import { endpoint } from '../endpoint.ts'
import { PageJournal } from '../journal/ligne.ts'
import { SensDecision } from './guide.ts'
import { Filtres, Portefeuille } from './portefeuille.ts'
import { Agent, Instruction } from './suivi.ts'
import { Accueil, TableauDeBord } from './tableaux.ts'

const ParamsDossier = z.object({ cle: z.string().min(1).max(40) })
const Page = z.coerce.number().int().min(1).max(100_000).default(1)
const ParPage = z.coerce.number().int().min(1).max(100).default(25)
const Revision = z.int().min(0)
const Vers = z.string().min(1).max(60)

export const listerDossiers = endpoint({
  method: 'GET',
  path: '/dossiers',
  summary: 'Portefeuille : les dossiers que je peux voir',
  description:
    'Un agent voit les dossiers déposés de son périmètre ; une personne d’établissement ceux de ses établissements, brouillons compris.',
  query: Filtres.extend({ page: Page, par_page: ParPage }),
  reply: Portefeuille,
})

export const exporterDossiers = endpoint({
  method: 'GET',
  path: '/dossiers/export.csv',
  summary: 'Les mêmes dossiers, en CSV pour tableur (UTF-8, point-virgule)',
  query: Filtres,
  download: 'text/csv',
})

export const lireInstruction = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/instruction',
  summary: 'Où en est un dossier, et ce que je peux y faire',
  params: ParamsDossier,
  reply: Instruction,
  demandeur: true,
})

export const avancer = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/avancees',
  summary: 'Faire avancer un dossier',
  params: ParamsDossier,
  body: z.object({ vers: Vers, motif: z.string().trim().max(2000).default(''), revision: Revision }),
  reply: Instruction,
})

export const reculer = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/reculs',
  summary: 'Faire reculer un dossier, avec un motif',
  params: ParamsDossier,
  body: z.object({
    vers: Vers,
    motif: z.string().trim().min(3, 'Indiquez pourquoi le dossier recule (3 caractères au moins).').max(2000),
    revision: Revision,
  }),
  reply: Instruction,
})

export const demanderPiece = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/demandes-de-pieces',
  summary: 'Demander une pièce à l’établissement',
  params: ParamsDossier,
  body: z.object({
    libelle: z
      .string()
      .trim()
      .min(3, 'Nommez la pièce attendue.')
      .max(200, 'Le nom de la pièce fait au plus 200 caractères.'),
    commentaire: z.string().trim().max(2000, 'Le commentaire fait au plus 2 000 caractères.').default(''),
    avant_le: z.iso.date('Un jour s’écrit AAAA-MM-JJ.').nullish(),
  }),
  reply: Instruction,
  status: 201,
})

const ParamsDemande = ParamsDossier.extend({ id: z.coerce.number().int().min(1) })

export const annulerDemandeDePiece = endpoint({
  method: 'DELETE',
  path: '/dossiers/:cle/demandes-de-pieces/:id',
  summary: 'Renoncer à une pièce demandée',
  params: ParamsDemande,
  reply: Instruction,
})

export const deposerPieceDemandee = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/demandes-de-pieces/:id/fichier',
  summary: 'Joindre la pièce demandée (une nouvelle remplace la précédente)',
  params: ParamsDemande,
  upload: true,
  reply: Instruction,
  status: 201,
  demandeur: true,
})

export const commencerEnvoiDemande = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/demandes-de-pieces/:id/envois',
  summary: 'Commencer l’envoi, par morceaux, d’une grosse pièce demandée',
  params: ParamsDemande,
  body: z.object({ nom: z.string().min(1).max(500), taille: z.number().int().positive() }),
  reply: Envoi,
  status: 201,
  demandeur: true,
})

export const finirEnvoiDemande = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/demandes-de-pieces/:id/envois/:envoi/fin',
  summary: 'Finir cet envoi : le fichier entier est joint à la demande',
  params: ParamsDemande.extend({ envoi: z.uuid() }),
  reply: Instruction,
  status: 201,
  demandeur: true,
})

export const renvoyerPieces = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/pieces-renvoyees',
  summary: 'Transmettre au service les pièces demandées',
  params: ParamsDossier,
  reply: Instruction,
  demandeur: true,
})

export const decider = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/decisions',
  summary: 'Décider',
  params: ParamsDossier,
  body: z.object({
    sens: SensDecision,
    /** In euros, with two decimals at most. */
    montant: z
      .number()
      .min(0, 'Le montant ne peut pas être négatif.')
      .max(999_999_999_999, 'Ce montant est trop grand : vérifiez les chiffres.')
      .refine((n) => Math.abs(n * 100 - Math.round(n * 100)) < 1e-4, 'Deux chiffres après la virgule au plus.')
      .nullish(),
    motif: z.string().trim().max(4000, 'Le motif fait au plus 4 000 caractères.').default(''),
    revision: Revision,
  }),
  reply: Instruction,
  status: 201,
})

export const notifier = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/notification',
  summary: 'Notifier la décision à l’établissement',
  params: ParamsDossier,
  reply: Instruction,
})

export const telechargerNotification = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/notification',
  summary: 'Lettre de notification (PDF)',
  params: ParamsDossier,
  download: 'application/pdf',
  demandeur: true,
})

export const affecter = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/affectation',
  summary: 'Confier le dossier à un agent, ou à personne',
  params: ParamsDossier,
  body: z.object({ personne: z.int().min(1).nullable() }),
  reply: Instruction,
})

export const reorienter = endpoint({
  method: 'POST',
  path: '/dossiers/:cle/orientations',
  summary: 'Confier le dossier à un autre service, avec un motif',
  description: '409 `deja_reoriente` quand il n’est plus au service `de`, celui que la page montrait.',
  params: ParamsDossier,
  body: z.object({
    de: z.int().min(1).nullable(),
    vers: z.int().min(1).nullable(),
    motif: z.string().trim().min(3, 'Dites pourquoi (3 caractères au moins).').max(2000),
  }),
  reply: Instruction,
})

export const listerAgents = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/agents',
  summary: 'Agents à qui le dossier peut être confié',
  params: ParamsDossier,
  reply: z.object({ elements: z.array(Agent) }),
})

export const lireTableauDeBord = endpoint({
  method: 'GET',
  path: '/tableau-de-bord',
  summary: 'Tableau de bord d’un agent',
  reply: TableauDeBord,
})

export const lireAccueil = endpoint({
  method: 'GET',
  path: '/accueil',
  summary: 'Ce qui attend une personne d’établissement',
  query: z.object({ uai: z.string().trim().max(20).optional() }),
  reply: Accueil,
})

const QueryJournal = z.object({ page: Page, par_page: ParPage })

export const lireJournalDossier = endpoint({
  method: 'GET',
  path: '/dossiers/:cle/journal',
  summary: 'Journal d’un dossier (agents)',
  params: ParamsDossier,
  query: QueryJournal,
  reply: PageJournal,
})

export const lireJournalEtablissement = endpoint({
  method: 'GET',
  path: '/etablissements/:uai/journal',
  summary: 'Journal d’un établissement (agents)',
  params: z.object({ uai: z.string().trim().max(20) }),
  query: QueryJournal,
  reply: PageJournal,
})
