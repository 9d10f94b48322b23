import * as z from 'zod'
import { Identifiant, type Lecture } from './conditions.ts'

/** A number to compute with: whole cents, or a plain number. Adding one to the other is refused at publication. */
export type Grandeur = 'montant' | 'nombre'

export type Formule =
  | { champ: string }
  | { constante: number; grandeur: Grandeur }
  | { somme: Formule[] }
  | { difference: [Formule, Formule] }
  | { produit: Formule[] }
  | { minimum: Formule[] }
  | { maximum: Formule[] }
  | { total: string; de: Formule }
  | { lignes: string }
  | Bareme

/** A grid: the value of the first tranche whose `jusqua` is not passed, else `au_dela`. All bounds belong to their tranche. */
export type Bareme = { bareme: Formule; tranches: Tranche[]; au_dela: number; grandeur: Grandeur }
export type Tranche = { jusqua: number; valeur: number }

/**
 * A formula is a tree of data. `total` sums `de` over the rows of a bloc (a champ of `de` is read in the row first);
 * `lignes` counts them. A constant `montant` is in cents.
 */
export const Formule: z.ZodType<Formule> = z.lazy(() =>
  z.union([
    z.strictObject({ champ: Identifiant }),
    z.strictObject({ constante: z.number().min(-1e12).max(1e12), grandeur: z.enum(['montant', 'nombre']) }),
    z.strictObject({ somme: z.array(Formule).min(1).max(50) }),
    z.strictObject({ difference: z.tuple([Formule, Formule]) }),
    z.strictObject({ produit: z.array(Formule).min(1).max(10) }),
    z.strictObject({ minimum: z.array(Formule).min(1).max(50) }),
    z.strictObject({ maximum: z.array(Formule).min(1).max(50) }),
    z.strictObject({ total: Identifiant, de: Formule }),
    z.strictObject({ lignes: Identifiant }),
    z.strictObject({
      bareme: Formule,
      tranches: z
        .array(z.strictObject({ jusqua: z.number().min(-1e12).max(1e12), valeur: z.number().min(-1e12).max(1e12) }))
        .min(1)
        .max(100),
      au_dela: z.number().min(-1e12).max(1e12),
      grandeur: z.enum(['montant', 'nombre']),
    }),
  ]),
)

/** What a formula looks at: answers, their grandeurs, and the rows of blocs. */
export type Calculable = {
  lire: Lecture
  grandeur: (champ: string) => Grandeur | undefined
  /** One reading per row that counts; none when the bloc is invisible. */
  lignes: (bloc: string) => Lecture[]
}

type Resultat = { valeur: number; grandeur: Grandeur }

/**
 * The value of a formula, in cents for a `montant`; `undefined` while what it needs is not answered. A sum leaves out
 * the empty; a product, a minimum or a maximum waits for all its parts; a difference waits for its first part.
 */
export function calculer(formule: Formule, autour: Calculable): number | undefined {
  const valeur = evaluer(formule, autour)?.valeur
  return valeur !== undefined && Math.abs(valeur) <= Number.MAX_SAFE_INTEGER ? valeur : undefined
}

function evaluer(formule: Formule, autour: Calculable): Resultat | undefined {
  if ('champ' in formule) {
    const valeur = autour.lire(formule.champ)
    const grandeur = autour.grandeur(formule.champ)
    return typeof valeur === 'number' && grandeur ? { valeur, grandeur } : undefined
  }
  if ('constante' in formule) return { valeur: formule.constante, grandeur: formule.grandeur }
  if ('lignes' in formule) return { valeur: autour.lignes(formule.lignes).length, grandeur: 'nombre' }
  if ('somme' in formule) return sommer(formule.somme.map((f) => evaluer(f, autour)))
  if ('total' in formule)
    return sommer(autour.lignes(formule.total).map((lire) => evaluer(formule.de, { ...autour, lire })))
  if ('difference' in formule) {
    const [de, moins] = formule.difference
    const depart = evaluer(de, autour)
    return depart && arrondir({ ...depart, valeur: depart.valeur - (evaluer(moins, autour)?.valeur ?? 0) })
  }
  if ('bareme' in formule) {
    const lu = evaluer(formule.bareme, autour)
    const valeur = lu && (formule.tranches.find((t) => lu.valeur <= t.jusqua)?.valeur ?? formule.au_dela)
    return valeur === undefined ? undefined : { valeur, grandeur: formule.grandeur }
  }
  if ('produit' in formule) return complet(formule.produit, autour, (a, b) => a * b)
  if ('minimum' in formule) return complet(formule.minimum, autour, Math.min)
  return complet(formule.maximum, autour, Math.max)
}

function sommer(termes: (Resultat | undefined)[]): Resultat | undefined {
  const presents = termes.filter((t) => t !== undefined)
  const [premier] = presents
  return premier && arrondir({ ...premier, valeur: presents.reduce((s, t) => s + t.valeur, 0) })
}

function complet(
  formules: Formule[],
  autour: Calculable,
  joindre: (a: number, b: number) => number,
): Resultat | undefined {
  let resultat: Resultat | undefined
  for (const formule of formules) {
    const terme = evaluer(formule, autour)
    if (!terme) return undefined
    resultat = resultat
      ? {
          valeur: joindre(resultat.valeur, terme.valeur),
          grandeur: resultat.grandeur === 'montant' ? 'montant' : terme.grandeur,
        }
      : terme
  }
  return resultat && arrondir(resultat)
}

/**
 * Cents are whole, halves go away from zero as on an invoice. Fifteen digits first, so that 35 c × 0.7, which the
 * machine holds as 24.499999999999996, is the 24.5 that a person computes.
 */
function arrondir({ valeur, grandeur }: Resultat): Resultat {
  const propre = Number(valeur.toPrecision(15))
  if (grandeur === 'nombre') return { valeur: propre, grandeur }
  return { valeur: Math.sign(propre) * Math.round(Math.abs(propre)), grandeur }
}

/** The grandeur of a formula's result, or the sentence that says why it mixes cents with plain numbers. */
export function grandeurDe(
  formule: Formule,
  grandeur: (champ: string) => Grandeur | undefined,
): Grandeur | { erreur: string } {
  if ('champ' in formule)
    return (
      grandeur(formule.champ) ?? { erreur: `« ${formule.champ} » n’est ni un nombre, ni un montant, ni un calcul.` }
    )
  if ('constante' in formule) return formule.grandeur
  if ('lignes' in formule) return 'nombre'
  if ('total' in formule) return grandeurDe(formule.de, grandeur)
  if ('bareme' in formule) {
    const lue = grandeurDe(formule.bareme, grandeur)
    if (typeof lue === 'object') return lue
    const rangees = formule.tranches.every((t, i) => t.jusqua > (formule.tranches[i - 1]?.jusqua ?? -Infinity))
    return rangees
      ? formule.grandeur
      : { erreur: 'Les tranches d’un barème vont de la plus petite à la plus grande, sans se répéter.' }
  }
  const parties = partiesDe(formule).map((f) => grandeurDe(f, grandeur))
  const fautive = parties.find((g) => typeof g === 'object')
  if (fautive) return fautive
  const montants = parties.filter((g) => g === 'montant').length
  if ('produit' in formule)
    return montants > 1
      ? { erreur: 'On ne multiplie pas des euros par des euros.' }
      : montants === 1
        ? 'montant'
        : 'nombre'
  if (montants === 0) return 'nombre'
  return montants === parties.length ? 'montant' : { erreur: 'On n’ajoute ni ne compare des euros à un simple nombre.' }
}

/** The sub-formulas, in reading order. */
export function partiesDe(formule: Formule): Formule[] {
  if ('somme' in formule) return formule.somme
  if ('produit' in formule) return formule.produit
  if ('minimum' in formule) return formule.minimum
  if ('maximum' in formule) return formule.maximum
  if ('difference' in formule) return formule.difference
  if ('bareme' in formule) return [formule.bareme]
  return 'total' in formule ? [formule.de] : []
}
