import * as z from 'zod'

/** Identifier of a champ or of an étape: it is a key of the answers, of exports and of the warehouse. */
export const Identifiant = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,59}$/,
    'Un identifiant commence par une lettre et n’a que des minuscules, chiffres et « _ ».',
  )

/** What a condition may compare to. Amounts are in cents and days are `AAAA-MM-JJ`, as in the answers. */
export const Scalaire = z.union([z.string().max(500), z.number(), z.boolean()])
export type Scalaire = z.infer<typeof Scalaire>

export const OPERATEURS = [
  'egal',
  'different',
  'parmi',
  'contient',
  'superieur',
  'au_moins',
  'inferieur',
  'au_plus',
  'rempli',
  'vide',
] as const
export type Operateur = (typeof OPERATEURS)[number]

export type Comparaison =
  | {
      champ: string
      op: 'egal' | 'different' | 'contient' | 'superieur' | 'au_moins' | 'inferieur' | 'au_plus'
      valeur: Scalaire
    }
  | { champ: string; op: 'parmi'; valeur: Scalaire[] }
  | { champ: string; op: 'rempli' | 'vide' }

/** `nommee` stands for a condition that the form defines once, under this id (`nommees.ts`). */
export type Condition =
  | { et: Condition[] }
  | { ou: Condition[] }
  | { non: Condition }
  | { nommee: string }
  | Comparaison

/**
 * A condition is data, never code: it can be drawn, read as a sentence, checked at publication and evaluated alike in
 * the browser and on the server.
 */
export const Condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ et: z.array(Condition).min(1).max(30) }),
    z.strictObject({ ou: z.array(Condition).min(1).max(30) }),
    z.strictObject({ non: Condition }),
    z.strictObject({ nommee: Identifiant }),
    z.strictObject({
      champ: Identifiant,
      op: z.enum(['egal', 'different', 'contient', 'superieur', 'au_moins', 'inferieur', 'au_plus']),
      valeur: Scalaire,
    }),
    z.strictObject({ champ: Identifiant, op: z.literal('parmi'), valeur: z.array(Scalaire).min(1).max(200) }),
    z.strictObject({ champ: Identifiant, op: z.enum(['rempli', 'vide']) }),
  ]),
)

/** Gives the value that counts for a champ: `undefined` when it is empty, invisible or not yet reached. */
export type Lecture = (champ: string) => unknown

/** True, false, zero and « false » are four answers; only these are none. */
export const estVide = (valeur: unknown): boolean =>
  valeur === undefined ||
  valeur === null ||
  (typeof valeur === 'string' && valeur.trim() === '') ||
  (Array.isArray(valeur) && valeur.length === 0) ||
  (typeof valeur === 'object' && Object.keys(valeur).length === 0)

/**
 * Is the condition met by the answers that count? A comparison with an empty champ is false, `different` included:
 * a question not yet answered must not open what follows. Only `vide` and `non` are true on emptiness.
 */
export function estRemplie(condition: Condition, lire: Lecture): boolean {
  if ('et' in condition) return condition.et.every((c) => estRemplie(c, lire))
  if ('ou' in condition) return condition.ou.some((c) => estRemplie(c, lire))
  if ('non' in condition) return !estRemplie(condition.non, lire)
  // The engine only sees forms where names are replaced; an unknown name is refused at publication.
  if ('nommee' in condition) return false
  const valeur = lire(condition.champ)
  if (condition.op === 'vide') return estVide(valeur)
  if (estVide(valeur)) return false
  switch (condition.op) {
    case 'rempli':
      return true
    case 'egal':
      return valeur === condition.valeur
    case 'different':
      return valeur !== condition.valeur
    case 'parmi':
      return condition.valeur.some((v) => v === valeur)
    case 'contient':
      return contient(valeur, condition.valeur)
    case 'superieur':
      return ordre(valeur, condition.valeur) > 0
    case 'au_moins':
      return ordre(valeur, condition.valeur) >= 0
    case 'inferieur':
      return ordre(valeur, condition.valeur) < 0
    case 'au_plus':
      return ordre(valeur, condition.valeur) <= 0
  }
}

function contient(valeur: unknown, cherche: Scalaire): boolean {
  if (Array.isArray(valeur)) return valeur.includes(cherche)
  return typeof valeur === 'string' && valeur.toLowerCase().includes(String(cherche).toLowerCase())
}

/** NaN when the two cannot be ordered, and every comparison with NaN is false. Days compare as strings. */
function ordre(valeur: unknown, borne: Scalaire): number {
  if (typeof valeur === 'number' && typeof borne === 'number') return valeur - borne
  if (typeof valeur === 'string' && typeof borne === 'string') return valeur < borne ? -1 : valeur > borne ? 1 : 0
  return Number.NaN
}
