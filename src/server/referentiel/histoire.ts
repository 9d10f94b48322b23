import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import type { Changement } from '#domain/referentiel/temps.ts'
import type { Read, Write } from '../platform/context.ts'

/** All the changes of one établissement, oldest first, as the rules of time read them. */
export async function lireChangements(ctx: Read | Write, uai: string): Promise<Changement[]> {
  const lignes = await ctx.db
    .selectFrom('referentiel.changement')
    .select(['id', 'genre', 'champs', 'etat', 'origine', 'auteur', 'connu_le', 'valable_du'])
    .where('uai', '=', uai)
    .orderBy('id')
    .execute()
  return lignes.map((l) => ({
    ...l,
    genre: l.genre as Changement['genre'],
    champs: (l.champs ?? {}) as Changement['champs'],
    etat: l.etat as Changement['etat'],
  }))
}

const LIBELLES_PLACES: Record<string, string> = {
  code_commune: 'Code de la commune',
  code_canton: 'Code du canton',
  code_epci: 'Code de l’EPCI',
  code_departement: 'Code du département',
  code_academie: 'Code de l’académie',
  code_region: 'Code de la région',
  placement_raison: 'Défaut de placement',
}

/** How many the fiche tells by itself; the others are read page by page. */
export const RACONTES = 50

/**
 * The latest changes first, of the champs of `registre` (those that the reader may read). A change of
 * nothing else than hidden champs is not told.
 */
export function raconter(
  changements: readonly Changement[],
  registre: readonly ChampDeFiche[],
): Reply<typeof api.lireEtablissement>['historique'] {
  const libelles = new Map(registre.map((c) => [c.code, c.libelle]))
  const libelle = (champ: string) => libelles.get(champ) ?? LIBELLES_PLACES[champ]
  return changements
    .toReversed()
    .map(({ connu_le, champs, etat: _, ...reste }) => ({
      ...reste,
      le: connu_le,
      champs: Object.entries(champs).flatMap(([champ, d]) => {
        const mots = libelle(champ)
        return mots === undefined ? [] : [{ champ, libelle: mots, avant: d.avant ?? null, apres: d.apres ?? null }]
      }),
    }))
    .filter((c) => c.genre === 'creation' || c.champs.length > 0)
}
