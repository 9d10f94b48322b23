import * as z from 'zod'

/** What the house already knows and need not ask: keys that a champ may name as its `source`. */
export const CLES_ETABLISSEMENT = [
  'uai',
  'nom',
  'nature',
  'commune',
  'code_postal',
  'adresse',
  'siret',
  'telephone',
  'courriel',
] as const
export const CLES_DEMANDEUR = ['nom', 'prenom', 'fonction', 'courriel'] as const

export type CleEtablissement = (typeof CLES_ETABLISSEMENT)[number]
export type CleDemandeur = (typeof CLES_DEMANDEUR)[number]

export const Source = z.enum([
  ...CLES_ETABLISSEMENT.map((cle) => `etablissement.${cle}` as const),
  ...CLES_DEMANDEUR.map((cle) => `demandeur.${cle}` as const),
])
export type Source = z.infer<typeof Source>
