import type { Catalogue, Facette, RechercheCatalogue, Tuile } from './api.ts'
import { LIBELLES_AUDIENCES, LIBELLES_THEMATIQUES } from './fiche.ts'

/** A tile, and the words that lead to it though they are not shown on it. */
export type Entree = { tuile: Tuile; mots: string }

type Filtre = 'recherche' | 'thematique' | 'audience' | 'ouvert' | 'sans_compte'

/**
 * One page of the catalogue, the open ones first, with its facets. Each facet is counted under the other filters, so
 * that its figures say what a click would give.
 */
export function chercher(entrees: Entree[], criteres: RechercheCatalogue): Catalogue {
  const mots = sansAccents(criteres.recherche).split(' ').filter(Boolean)
  const textes = new Map(entrees.map((e) => [e, texteDe(e)]))
  const passe = (entree: Entree, filtre: Filtre): boolean => {
    const { tuile } = entree
    switch (filtre) {
      case 'recherche':
        return mots.every((mot) => textes.get(entree)?.includes(mot))
      case 'thematique':
        return !criteres.thematique?.length || criteres.thematique.includes(tuile.thematique)
      case 'audience':
        return !criteres.audience?.length || tuile.pour_qui.natures.some((n) => criteres.audience?.includes(n))
      case 'ouvert':
        return criteres.ouvert !== 'oui' || tuile.etat === 'ouvert'
      case 'sans_compte':
        return criteres.sans_compte !== 'oui' || tuile.sans_compte.length > 0
    }
  }
  const filtres: Filtre[] = ['recherche', 'thematique', 'audience', 'ouvert', 'sans_compte']
  const garder = (sauf?: Filtre) =>
    entrees.filter((e) => filtres.every((f) => f === sauf || passe(e, f))).map((e) => e.tuile)

  const gardees = garder().toSorted((a, b) => Number(b.etat === 'ouvert') - Number(a.etat === 'ouvert'))
  const debut = (criteres.page - 1) * criteres.par_page
  return {
    total: gardees.length,
    page: criteres.page,
    par_page: criteres.par_page,
    elements: gardees.slice(debut, debut + criteres.par_page),
    facettes: {
      thematiques: compter(LIBELLES_THEMATIQUES, garder('thematique'), (t) => [t.thematique]),
      audiences: compter(LIBELLES_AUDIENCES, garder('audience'), (t) => t.pour_qui.natures),
      ouverts: garder('ouvert').filter((t) => t.etat === 'ouvert').length,
      sans_compte: garder('sans_compte').filter((t) => t.sans_compte.length > 0).length,
    },
  }
}

/** No accents, no case, words apart by one space: « Équipement » is found by « equip ». */
export const sansAccents = (texte: string): string =>
  texte
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const texteDe = ({ tuile, mots }: Entree): string =>
  sansAccents([tuile.titre, tuile.resume, LIBELLES_THEMATIQUES[tuile.thematique], tuile.audience, mots].join(' '))

/** Values that nothing has are left out: an empty facet leads nowhere. */
function compter(libelles: Record<string, string>, tuiles: Tuile[], valeurs: (t: Tuile) => string[]): Facette[] {
  return Object.entries(libelles)
    .map(([valeur, libelle]) => ({ valeur, libelle, total: tuiles.filter((t) => valeurs(t).includes(valeur)).length }))
    .filter((facette) => facette.total > 0)
}
