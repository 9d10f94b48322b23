import * as z from 'zod'
import { estUai } from '#domain/referentiel/uai.ts'
import { chaine } from './chaine.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampEtablissement = z.strictObject({ ...communSaisi, type: z.literal('etablissement') })
export type ChampEtablissement = z.infer<typeof ChampEtablissement>

const ILLISIBLE = 'Choisissez un établissement dans la liste.'

export const EtablissementChoisi = z.strictObject(
  {
    uai: z.string(ILLISIBLE).refine(estUai, ILLISIBLE),
    nom: chaine(300, false),
    commune: chaine(120, false).optional(),
  },
  ILLISIBLE,
)
export type EtablissementChoisi = z.infer<typeof EtablissementChoisi>

/** Another établissement, by its public identity. Conditions see its UAI. */
export const etablissement: TypeDeChamp<ChampEtablissement, EtablissementChoisi> = {
  reponse: EtablissementChoisi,
  operateurs: ['egal', 'different', 'parmi', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: ({ uai }) => uai,
  convient: (valeur) => typeof valeur === 'string' && estUai(valeur),
  ecrire: ({ uai, nom, commune }) => [nom, commune, uai].filter(Boolean).join(', '),
}
