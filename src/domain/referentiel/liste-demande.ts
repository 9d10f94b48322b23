import * as z from 'zod'
import { LONGUEUR_MAX } from './recherche.ts'

/** A filter left empty by a form is no filter. */
const filtre = <T extends z.ZodType>(valeur: T) => z.preprocess((v) => (v === '' ? undefined : v), valeur.optional())

const code = filtre(z.string().regex(/^[0-9AB!]{1,9}$/, 'Ce code est incorrect.'))

const uais = z
  .string()
  .max(12_000)
  .default('')
  .transform((texte) => texte.split(',').filter(Boolean))

/** What a list is asked for, pages apart: the list, its exports and its views share it. */
export const DemandeDeListe = z.object({
  recherche: z
    .string()
    .max(LONGUEUR_MAX, `Raccourcissez votre recherche à ${LONGUEUR_MAX} caractères.`)
    .refine((texte) => !texte.includes('\u0000'), 'La recherche contient un signe interdit.')
    .default(''),
  type: filtre(z.enum(['college', 'lycee', 'erea'])),
  nature: code,
  departement: code,
  commune: code,
  secteur: filtre(z.enum(['public', 'prive'])),
  /** A tree of conditions, as JSON: `["courriel","vide"]`, `{"et":[["secteur","parmi","public"],["effectif","min",300]]}`. */
  filtre: z.string().max(12_000, 'Le filtre est trop long.').optional(),
  /** Codes of columns, separated by commas. */
  colonnes: z.string().max(4_000).default(''),
  /** `champ:asc,champ2:desc`; `pertinence`, without a search, is by name. */
  tri: z.string().max(500).default('pertinence'),
  /** `oui`: those that a fusion has closed too; they are left out otherwise, unless a condition bears on their state. */
  fusionnes: filtre(z.enum(['oui', 'non'])),
  /** Only those that I follow. */
  suivis: filtre(z.literal('moi')),
  /** Only these UAI, separated by commas. */
  parmi: uais,
  /** All but these UAI, separated by commas. */
  sauf: uais,
})
export type DemandeDeListe = z.output<typeof DemandeDeListe>
