import * as z from 'zod'
import { endpoint } from '../endpoint.ts'
import { Uai } from '../referentiel/uai.ts'
import { ZONES, type Zone } from './joursFeries.ts'
import { AdresseTrouvee } from './lecture/adresses.ts'
import { EtablissementTrouve } from './lecture/annuaire.ts'
import { Vacances } from './lecture/calendriers.ts'
import { CommuneTrouvee } from './lecture/communes.ts'
import { Structure } from './lecture/structure.ts'
import { resultatDe } from './resultat.ts'

/** `pour`: the key of the dossier, or the code of the téléservice, that one fills; kept with the trace. */
const Pour = { pour: z.string().trim().max(40).optional() }
const COMMENT =
  'Réponse de même forme que le service extérieur ait répondu ou non : etat vaut trouve, introuvable, indisponible ou refuse ; source et date disent d’où vient la valeur.'

export const rechercherAdresses = endpoint({
  method: 'GET',
  path: '/recherches/adresses',
  summary: 'Adresses qui ressemblent à ce texte',
  description: `${COMMENT} Au moins trois caractères. Sous 0,5, score dit que la ressemblance est faible.`,
  query: z.object({
    q: z.string().trim().min(3, 'Écrivez au moins trois caractères.').max(200, 'Raccourcissez cette adresse.'),
    ...Pour,
  }),
  reply: resultatDe(z.array(AdresseTrouvee)),
  demandeur: true,
})

export const rechercherCommunes = endpoint({
  method: 'GET',
  path: '/recherches/communes',
  summary: 'Communes par leur nom ou leur code postal',
  description: COMMENT,
  query: z.object({
    q: z.string().trim().min(2, 'Écrivez au moins deux caractères.').max(100, 'Raccourcissez ce nom.'),
    ...Pour,
  }),
  reply: resultatDe(z.array(CommuneTrouvee)),
  demandeur: true,
})

export const rechercherEntreprises = endpoint({
  method: 'GET',
  path: '/recherches/entreprises',
  summary: 'Nom et adresse de la structure d’un SIRET',
  description: COMMENT,
  query: z.object({ siret: z.string().max(40), ...Pour }),
  reply: resultatDe(Structure),
})

export const rechercherEtablissements = endpoint({
  method: 'GET',
  path: '/recherches/etablissements',
  summary: 'Ce que l’annuaire de l’éducation dit d’un établissement',
  description: COMMENT,
  query: z.object({ uai: Uai, ...Pour }),
  reply: resultatDe(z.array(EtablissementTrouve)),
})

const Annee = z.coerce.number().int().min(1983).max(2199)
const CodeZone = z.enum(Object.keys(ZONES) as [Zone, ...Zone[]])

export const lireJoursFeries = endpoint({
  method: 'GET',
  path: '/recherches/jours-feries',
  summary: 'Jours fériés d’une année',
  description: COMMENT,
  query: z.object({ annee: Annee, zone: CodeZone.default('metropole') }),
  reply: resultatDe(z.array(z.object({ date: z.string(), libelle: z.string() }))),
})

export const lireVacances = endpoint({
  method: 'GET',
  path: '/recherches/vacances-scolaires',
  summary: 'Vacances scolaires d’une académie pour une année scolaire',
  description: COMMENT,
  query: z.object({
    academie: z.string().trim().min(2).max(60),
    annee_scolaire: z.string().regex(/^\d{4}-\d{4}$/, 'Écrivez l’année scolaire ainsi : 2026-2027.'),
  }),
  reply: resultatDe(z.array(Vacances)),
})
