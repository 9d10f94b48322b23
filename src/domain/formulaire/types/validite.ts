/** What a pièce says of how long it stays good, in months. */
type Duree = { valable_mois?: number }

/**
 * The last day on which a pièce given on `fournie_le` is recent enough for this champ, or `undefined` when it does not
 * grow old. Days are `AAAA-MM-JJ`. A month without that day ends on its last one: given on 31 January for one month,
 * until 28 February.
 */
export function valableJusque({ valable_mois }: Duree, fournie_le: string): string | undefined {
  if (valable_mois === undefined) return undefined
  const [annee = 0, mois = 1, jour = 1] = fournie_le.split('-').map(Number)
  const fin = new Date(Date.UTC(annee, mois - 1 + valable_mois, 1))
  const dernier = new Date(Date.UTC(fin.getUTCFullYear(), fin.getUTCMonth() + 1, 0)).getUTCDate()
  fin.setUTCDate(Math.min(jour, dernier))
  return fin.toISOString().slice(0, 10)
}

/** Too old to be given on `aujourdhui`? */
export function estPerimee(champ: Duree, fournie_le: string, aujourdhui: string): boolean {
  const fin = valableJusque(champ, fournie_le)
  return fin !== undefined && aujourdhui > fin
}
