/** Days before the end at which administrators are told; 0 is the day itself. */
export const SEUILS = [90, 30, 7, 1, 0] as const
export type Seuil = (typeof SEUILS)[number]

const JOUR_MS = 86_400_000
/** The closest threshold reached, or nothing while the end is far. */
export function seuilAtteint(fin: string, maintenant: number): Seuil | undefined {
  const jours = (Date.parse(fin) - maintenant) / JOUR_MS
  return SEUILS.findLast((seuil) => jours <= seuil)
}

/** « Le jeton d’API Entreprise expire dans 30 jours. » */
export function phraseDeFin(libelle: string, fin: string, maintenant: number): string {
  const jours = Math.ceil((Date.parse(fin) - maintenant) / JOUR_MS)
  if (jours <= 0) return `Le jeton « ${libelle} » a expiré : demandez-en un autre et enregistrez-le ici.`
  return `Le jeton « ${libelle} » expire dans ${jours} jour${jours > 1 ? 's' : ''} : demandez-en un autre.`
}
