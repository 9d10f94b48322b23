/** Search params as they come: each page reads those it knows, as text. */
export const recherche = (brut: Record<string, unknown>): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(brut).map(([cle, valeur]) => [cle, valeur === undefined ? undefined : String(valeur)]),
  )

/** Addresses stay readable and typed by hand: `?page=2&departement=31`, without the JSON quotes of the router. */
export const lireAdresse = (texte: string): Record<string, string> => Object.fromEntries(new URLSearchParams(texte))
/** The same, written. */
export const ecrireAdresse = (valeurs: Record<string, unknown>): string => {
  const dites = Object.entries(valeurs).filter(([, v]) => v !== undefined && v !== null && v !== '')
  const texte = new URLSearchParams(dites.map(([cle, v]) => [cle, String(v)])).toString()
  return texte && `?${texte}`
}
