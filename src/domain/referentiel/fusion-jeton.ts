/** FNV-1a on 32 bits: short, the same everywhere, enough to see that a value has changed. */
function empreinte(texte: string): string {
  let h = 0x811c9dc5
  for (let i = 0; i < texte.length; i++) h = Math.imul(h ^ texte.charCodeAt(i), 0x01000193) >>> 0
  return h.toString(36)
}

/** What a plan compared: by champ, the values of each établissement in a fixed order. */
export type Comparees = { champ: string; valeurs: unknown[] }[]

/** The state that a person saw, champ by champ, without the values themselves. */
export const jetonDe = (comparees: Comparees): string =>
  comparees.map(({ champ, valeurs }) => `${champ}~${empreinte(JSON.stringify(valeurs))}`).join('.')

/** The champs that have changed since the token was given; all of them when it was made for other établissements. */
export function changesDepuis(jeton: string, comparees: Comparees): string[] {
  const vus = new Map(jeton.split('.').map((p) => p.split('~') as [string, string]))
  return comparees
    .filter(({ champ, valeurs }) => vus.get(champ) !== empreinte(JSON.stringify(valeurs)))
    .map(({ champ }) => champ)
}
