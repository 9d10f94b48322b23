import type { Champ } from './definition.ts'
import { LIVRES } from './palette_types.ts'
import { FAMILLES, type Famille, type Propriete } from './propriete.ts'
import { ChampBlocRepetable } from './types/bloc_repetable.ts'
import { ChampSimple } from './types/simple.ts'

/** What the builder offers for one type de champ. */
export type EntreeDePalette = {
  type: string
  libelle: string
  /** What it is for, in a few words; searched too. */
  aide: string
  famille: Famille
  /** Name of an icon of the screens; they show a plain one when they have it not. */
  icone: string
  proprietes: readonly Propriete[]
}

type Forme = Readonly<Record<string, Schema>>
/** The part of zod's own description that is read here. */
type Schema = {
  def: { type: string; innerType?: Schema; element?: Schema; entries?: Record<string, string> }
  shape?: Forme
}

const SCHEMAS: ReadonlyMap<string, Schema> = new Map(
  [...ChampSimple.options, ChampBlocRepetable].map((s) => [s.shape.type.value, s as unknown as Schema] as const),
)

/** Edited apart, whatever the type. */
const COMMUNES: ReadonlySet<string> = new Set([
  'id',
  'type',
  'libelle',
  'aide',
  'condition',
  'obligatoire',
  'source',
  'verrouille',
  'face',
  'defaut',
  'avant_statut',
  'reprend',
  'alimente_par',
  'justificatif',
  'champs',
])

const DEUX_OPTIONS = [
  { valeur: 'option_1', libelle: 'Option 1' },
  { valeur: 'option_2', libelle: 'Option 2' },
]

/**
 * Every type that a form may hold, in the order of families. A type added to the registry appears by itself, its
 * properties read in its schema; what we say of it in `palette_types.ts` makes it more pleasant.
 */
export const PALETTE: readonly EntreeDePalette[] = [...SCHEMAS.keys()]
  .map(entree)
  .filter((e) => nouveauChamp(e.type, 'essai', 'Essai') !== undefined)
  .sort((a, b) => FAMILLES.indexOf(a.famille) - FAMILLES.indexOf(b.famille))

const PAR_TYPE = new Map(PALETTE.map((e) => [e.type, e]))

export const entreeDe = (type: string): EntreeDePalette => PAR_TYPE.get(type) ?? entree(type)

function entree(type: string): EntreeDePalette {
  const livre = LIVRES[type]
  const mots = type.replaceAll('_', ' ')
  const parSchema = Object.entries(SCHEMAS.get(type)?.shape ?? {})
    .filter(([cle]) => !COMMUNES.has(cle))
    .flatMap(([cle, s]) => proprieteDe(cle, s) ?? [])
  return {
    type,
    libelle: livre?.libelle ?? mots.charAt(0).toUpperCase() + mots.slice(1),
    aide: livre?.aide ?? '',
    famille: livre?.famille ?? 'Autres',
    icone: livre?.icone ?? 'document',
    // What is said of a property wins over what its schema tells, and what the schema cannot tell is said last.
    proprietes: [
      ...parSchema.map((p) => livre?.proprietes?.find((dite) => dite.cle === p.cle) ?? p),
      ...(livre?.proprietes ?? []).filter((dite) => !parSchema.some((p) => p.cle === dite.cle)),
    ],
  }
}

/** How a property of an unknown type is edited, read in its schema; nothing for what is no simple value. */
function proprieteDe(cle: string, schema: Schema): Propriete | undefined {
  const facultatif = schema.def.type === 'optional'
  const { def, shape } = facultatif ? (schema.def.innerType ?? schema) : schema
  const mots = cle.replaceAll('_', ' ')
  const commun = { cle, libelle: mots.charAt(0).toUpperCase() + mots.slice(1), facultatif }
  if (cle === 'options') return { ...commun, genre: 'options' }
  if (cle === 'formule') return { ...commun, genre: 'formule' }
  if (cle === 'formats') return { ...commun, genre: 'formats' }
  if (cle === 'min_si') return { ...commun, genre: 'min_si' }
  if (def.type === 'string') return { ...commun, genre: 'texte' }
  if (def.type === 'number') return { ...commun, genre: 'nombre' }
  if (def.type === 'boolean') return { ...commun, genre: 'oui_non' }
  if (def.type === 'enum')
    return {
      ...commun,
      genre: 'choix',
      choix: Object.values(def.entries ?? {}).map((v) => [v, v.replaceAll('_', ' ')]),
    }
  if (def.type === 'union' && (cle === 'min' || cle === 'max')) return { ...commun, genre: 'borne' }
  if (def.type === 'object' && shape?.libelle && shape.url) return { ...commun, genre: 'lien' }
  return undefined
}

/** A champ just taken from the palette: complete enough to be shown. `undefined` when its type cannot start so. */
export function nouveauChamp(type: string, id: string, libelle: string): Champ | undefined {
  const base = { id, type, libelle, ...LIVRES[type]?.depart?.(libelle) }
  for (const essai of [base, { ...base, options: DEUX_OPTIONS }, { ...base, texte: libelle }]) {
    // What starts incomplete is told to be completed.
    if (LIVRES[type]?.incomplet || ChampSimple.safeParse(essai).success) return essai as Champ
  }
  return undefined
}
