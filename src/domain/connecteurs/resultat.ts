import * as z from 'zod'

export const ETATS = ['trouve', 'introuvable', 'indisponible', 'refuse'] as const
export const EtatResultat = z.enum(ETATS)
export type EtatResultat = z.infer<typeof EtatResultat>

/**
 * What a connector says, whatever happens outside: it never throws at who fills a form. `date` is the day the value was
 * obtained (`AAAA-MM-JJ`), `message` a sentence for the person, empty when there is nothing to say.
 */
export type Resultat<T> = { etat: EtatResultat; valeur?: T; source: string; date: string; message: string }

/** The shape of a `Resultat` for a door that gives this value. */
export const resultatDe = <S extends z.ZodType>(valeur: S) =>
  z.object({ etat: EtatResultat, valeur: valeur.optional(), source: z.string(), date: z.string(), message: z.string() })

export const LIBELLES_ETATS: Record<EtatResultat, string> = {
  trouve: 'Trouvé',
  introuvable: 'Introuvable',
  indisponible: 'Indisponible',
  refuse: 'Refusé',
}

/** What is written beside a value that nobody could check. */
export const NON_VERIFIE = 'déclaré, non vérifié'

/** The same result with another value: what it is made of is read by one function, what it means by another. */
export function transformer<T, U>(resultat: Resultat<T>, fn: (valeur: T) => U | undefined): Resultat<U> {
  const { valeur, ...reste } = resultat
  if (valeur === undefined) return reste
  const suite = fn(valeur)
  return suite === undefined ? { ...reste, etat: 'introuvable' } : { ...reste, valeur: suite }
}
