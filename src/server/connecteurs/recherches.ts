import type * as api from '#domain/connecteurs/api.ts'
import { peutRechercher } from '#domain/connecteurs/droits.ts'
import type { CodeConnecteur } from '#domain/connecteurs/liste.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import type { Read } from '../platform/context.ts'
import { chercherAdresses } from './adresses.ts'
import { chercherEtablissement } from './annuaire.ts'
import { chercherJoursFeries, chercherVacances } from './calendriers.ts'
import { chercherCommunes } from './communes.ts'
import type { Motif } from './interroger.ts'
import { exigerQuota } from './quota.ts'
import { chercherStructure, DE_STRUCTURE } from './structures.ts'

type Porte<K extends keyof typeof api> = (ctx: Read, input: Input<(typeof api)[K]>) => Promise<Reply<(typeof api)[K]>>

async function ouvrir(ctx: Read, ...connecteurs: CodeConnecteur[]): Promise<void> {
  if (!peutRechercher(ctx.acteur)) throw interdit('Connectez-vous pour faire cette recherche.')
  await exigerQuota(ctx, ...connecteurs)
}

/**
 * `pour` is what the browser says of its page: it makes the trace readable and opens nothing. Closed services ask for
 * more: they are called by the dossier itself.
 */
const motifDe = (pour: string | undefined): Motif =>
  pour ? { motif: `Saisie d’un formulaire (${pour})` } : { motif: 'Saisie d’un formulaire' }

export const rechercherAdresses: Porte<'rechercherAdresses'> = async (ctx, { query }) => {
  await ouvrir(ctx, 'geocodage')
  return chercherAdresses(ctx, query.q, motifDe(query.pour))
}

export const rechercherCommunes: Porte<'rechercherCommunes'> = async (ctx, { query }) => {
  await ouvrir(ctx, 'api-geo')
  return chercherCommunes(ctx, query.q, motifDe(query.pour))
}

export const rechercherEntreprises: Porte<'rechercherEntreprises'> = async (ctx, { query }) => {
  await ouvrir(ctx, ...DE_STRUCTURE)
  return chercherStructure(ctx, query.siret, motifDe(query.pour))
}

export const rechercherEtablissements: Porte<'rechercherEtablissements'> = async (ctx, { query }) => {
  await ouvrir(ctx, 'annuaire-education')
  return chercherEtablissement(ctx, query.uai, motifDe(query.pour))
}

export const lireJoursFeries: Porte<'lireJoursFeries'> = async (ctx, { query }) => {
  await ouvrir(ctx, 'jours-feries')
  return chercherJoursFeries(ctx, query.annee, query.zone, { motif: 'Calendrier' })
}

export const lireVacances: Porte<'lireVacances'> = async (ctx, { query }) => {
  await ouvrir(ctx, 'calendrier-scolaire')
  return chercherVacances(ctx, query.academie, query.annee_scolaire, { motif: 'Calendrier' })
}
