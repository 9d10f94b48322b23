import * as z from 'zod'
import { ecrireNombre } from '#domain/ecriture.ts'
import { chaine } from './chaine.ts'
import { commun, communSaisi, type TypeDeChamp } from './type.ts'

const { source: _source, verrouille: _verrouille, ...saisi } = communSaisi

export const REGIMES = ['ensemble', 'externe', 'demi_pensionnaire', 'interne', 'boursier'] as const

export const ChampEffectif = z.strictObject({
  ...commun,
  ...saisi,
  type: z.literal('effectif'),
  /** A level of the référentiel (`6e`, `2de_gt`, `bts`…); all the pupils when absent. */
  niveau: z
    .string()
    .regex(/^[a-z0-9_]{1,30}$/)
    .optional(),
  /** All of them when absent. */
  regime: z.enum(REGIMES).optional(),
})
export type ChampEffectif = z.infer<typeof ChampEffectif>

const ILLISIBLE = 'Saisissez un nombre d’élèves.'
const Nombre = z
  .int(ILLISIBLE)
  .min(0, 'Saisissez zéro ou un nombre positif.')
  .max(100_000, 'Ce nombre est trop grand : vérifiez les chiffres.')

/** `connu` is what the référentiel said when the draft began: the server alone writes it (`saisie.ts`). */
export const Effectif = z.strictObject(
  {
    nombre: Nombre.optional(),
    motif: chaine(500, false).optional(),
    connu: z.strictObject({ nombre: Nombre, annee: z.string().regex(/^\d{4}-\d{4}$/) }).optional(),
  },
  ILLISIBLE,
)
export type Effectif = z.infer<typeof Effectif>

/** Pupils of the établissement: what the référentiel knows, or another number and why. */
export const effectif: TypeDeChamp<ChampEffectif, Effectif> = {
  reponse: Effectif,
  operateurs: ['egal', 'different', 'superieur', 'au_moins', 'inferieur', 'au_plus', 'rempli', 'vide'],
  manque: ILLISIBLE,
  compte: ({ nombre }) => nombre,
  grandeur: () => 'nombre',
  citer: (valeur) => enEleves(Number(valeur)),
  verifier: (valeur) => {
    if (valeur.nombre === undefined) return ILLISIBLE
    return estCorrige(valeur) && !valeur.motif?.trim()
      ? 'Dites pourquoi ce nombre n’est pas celui du référentiel.'
      : undefined
  },
  ecrire: (valeur) => {
    const { nombre, connu, motif } = valeur
    if (nombre === undefined) return 'Nombre non saisi'
    if (!connu) return enEleves(nombre)
    if (!estCorrige(valeur)) return `${enEleves(nombre)} (référentiel, ${connu.annee})`
    const raison = motif?.trim() ? `, motif : ${motif.trim()}` : ''
    return `${enEleves(nombre)} (corrigé, référentiel ${connu.annee} : ${ecrireNombre(connu.nombre, 0)}${raison})`
  },
}

export const estCorrige = ({ nombre, connu }: Effectif): boolean => connu !== undefined && nombre !== connu.nombre

export const enEleves = (n: number): string => `${ecrireNombre(n, 0)}\u00a0élève${n > 1 ? 's' : ''}`
