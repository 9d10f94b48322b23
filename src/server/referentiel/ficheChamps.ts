import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { libelleSource } from '#domain/referentiel/provenance.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Read, Write } from '../platform/context.ts'

export type Provenance = Record<string, { source: string; date: string } | undefined>

type Champs = Reply<typeof api.lireEtablissement>['champs']
type Saisie = NonNullable<Champs[number]['saisie']>

/** What was typed by hand on one établissement, by champ. */
export async function lireSaisies(ctx: Read | Write, uai: string): Promise<Map<string, Saisie>> {
  const lignes = await ctx.db
    .selectFrom('referentiel.saisie')
    .select(['champ', 'auteur', 'motif', 'dessous'])
    .where('uai', '=', uai)
    .execute()
  return new Map(
    lignes.map(({ champ, dessous, motif, auteur }) => [
      champ,
      { auteur, motif: motif || null, dessous: dessous as ValeurConnue },
    ]),
  )
}

/**
 * The champs that hold a value, in the order of the registry; a retired champ is shown as long as it holds one. One
 * emptied by hand is there too, so that it is seen and can be taken back.
 */
export function champsConnus({
  registre,
  valeurs,
  provenance,
  saisies,
  enClair,
}: {
  registre: readonly ChampDeFiche[]
  valeurs: Record<string, ValeurConnue>
  provenance: Provenance
  saisies: ReadonlyMap<string, Saisie>
  enClair: (champ: ChampDeFiche, valeur: ValeurConnue) => string | null
}): Champs {
  return registre
    .filter((c) => (valeurs[c.code] ?? null) !== null || saisies.has(c.code))
    .map((c) => {
      const valeur = valeurs[c.code] ?? null
      const saisie = saisies.get(c.code) ?? null
      // Written by acts alone: no source is to be named for it.
      const origine = provenance[c.code] ?? (c.code === 'date_fermeture' ? undefined : provenance['*'])
      return {
        champ: c.code,
        libelle: c.retire ? `${c.libelle} (retiré)` : c.libelle,
        onglet: c.onglet,
        genre: c.genre,
        unite: c.unite ?? null,
        valeur,
        en_clair: enClair(c, valeur),
        origine: origine ? { ...origine, libelle: libelleSource(origine.source) } : null,
        saisie,
      }
    })
}
