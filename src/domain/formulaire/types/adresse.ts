import * as z from 'zod'
import { alimente } from './alimentation.ts'
import { chaine } from './chaine.ts'
import { CodeCommune } from './commune.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampAdresse = z.strictObject({ ...communSaisi, ...alimente, type: z.literal('adresse') })
export type ChampAdresse = z.infer<typeof ChampAdresse>

const ILLISIBLE = 'Saisissez une adresse.'

/** Below this, what the BAN proposes resembles too little what was typed: the person says that it is right. */
export const SCORE_SUR = 0.5

/**
 * `code_commune` is there when the commune was chosen among those known, `identifiant` and `score` when the address comes
 * from the BAN as it is; an address typed by hand is as good, and is said to be unchecked.
 */
export const Adresse = z.strictObject(
  {
    voie: chaine(200, false).optional(),
    complement: chaine(200, false).optional(),
    code_postal: chaine(10, false).optional(),
    commune: chaine(120, false).optional(),
    code_commune: CodeCommune.optional(),
    identifiant: chaine(60, false).optional(),
    score: z.number().min(0).max(1).optional(),
    confirmee: z.literal(true).optional(),
  },
  ILLISIBLE,
)
export type Adresse = z.infer<typeof Adresse>

/** A postal address in France. Conditions see the code of its commune when it is known. */
export const adresse: TypeDeChamp<ChampAdresse, Adresse> = {
  reponse: Adresse,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: ({ voie, code_postal, commune, ...ban }) => {
    if (!voie?.trim()) return 'Saisissez le numéro et la voie, ou le lieu-dit.'
    if (!/^\d{5}$/.test((code_postal ?? '').replace(/\s/g, ''))) return 'Saisissez un code postal à cinq chiffres.'
    if (!commune?.trim()) return 'Saisissez la commune.'
    return aConfirmer(ban) ? 'Confirmez l’adresse proposée, ou écrivez-la vous-même.' : undefined
  },
  ecrire: ({ voie, complement, code_postal, commune }) =>
    [voie, complement, [code_postal, commune].filter(Boolean).join(' ')].filter(Boolean).join(', '),
}

/** Does this address come from the BAN, as it is? */
export const estVerifiee = ({ identifiant }: Adresse): boolean => identifiant !== undefined

/** The proposal taken resembles too little what was typed, and nobody has said yes. */
export const aConfirmer = ({ identifiant, score, confirmee }: Adresse): boolean =>
  identifiant !== undefined && score !== undefined && score < SCORE_SUR && confirmee !== true
