import type { Contenu } from './export-contenu.ts'
import { libelleDe, valeurDe } from './liste-valeurs.ts'

/** RFC 7946: one point an établissement, longitude first; what is asked in its properties, amounts in euros. */
export async function* enGeojson({ colonnes, paquets }: Contenu): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":['
  let separateur = '\n'
  for await (const lignes of paquets) {
    const dites = lignes.map((l) => {
      const { latitude, longitude } = l
      const proprietes = colonnes.map((c, i) => {
        const valeur = valeurDe(l, i)
        const dite = c.genre === 'montant' && typeof valeur === 'number' ? valeur / 100 : (libelleDe(c, l, i) ?? valeur)
        return [c.code, dite]
      })
      return JSON.stringify({
        type: 'Feature',
        id: l.uai,
        geometry:
          latitude === null || longitude === null ? null : { type: 'Point', coordinates: [longitude, latitude] },
        properties: Object.fromEntries(proprietes),
      })
    })
    yield separateur + dites.join(',\n')
    separateur = ',\n'
  }
  yield '\n]}\n'
}
