import type { Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api-fiche.ts'
import { peutLireGroupe } from '#domain/referentiel/droits.ts'
import {
  CHAMPS_LIVRES,
  type ChampDeFiche,
  champLivre,
  type Genre,
  type Groupe,
  ONGLETS,
  type Onglet,
} from '#domain/referentiel/registre.ts'
import type { Read, Write } from '../platform/context.ts'
import { listerNomenclatures } from './valeurs.ts'

/** All the champs of the fiche, shipped then added, retired ones included (`retire`); any actor. */
export async function lireRegistre(ctx: Read | Write): Promise<ChampDeFiche[]> {
  const ajoutes = await ctx.db.selectFrom('referentiel.champ').selectAll().orderBy('rang').orderBy('code').execute()
  return [
    ...CHAMPS_LIVRES,
    ...ajoutes.map(
      (c): ChampDeFiche => ({
        code: c.code,
        libelle: c.libelle,
        onglet: c.onglet,
        genre: c.genre as Genre,
        groupe: c.groupe as Groupe,
        historise: c.historise,
        stockage: 'autres',
        ...(c.unite ? { unite: c.unite } : {}),
        ...(c.nomenclature ? { nomenclature: c.nomenclature } : {}),
        ...(c.aide ? { aide: c.aide } : {}),
        ...(c.retire_le ? { retire: true } : {}),
      }),
    ),
  ]
}

/** The six tabs of the product, then those added. */
export async function lireOnglets(ctx: Read | Write): Promise<Onglet[]> {
  const ajoutes = await ctx.db.selectFrom('referentiel.onglet').select(['code', 'libelle']).orderBy('rang').execute()
  return [...ONGLETS, ...ajoutes]
}

/** Tabs, champs and nomenclatures, for the fiche and its administration: champs that the actor may not read are left out. */
export async function lireToutLeRegistre(ctx: Read | Write): Promise<Reply<typeof api.lireRegistre>> {
  const [onglets, champs, nomenclatures] = await Promise.all([
    lireOnglets(ctx),
    lireRegistre(ctx),
    listerNomenclatures(ctx),
  ])
  const livres = new Set<string>(ONGLETS.map((o) => o.code))
  return {
    onglets: onglets.map((o) => ({ ...o, livre: livres.has(o.code) })),
    champs: champs
      .filter((c) => peutLireGroupe(ctx.acteur, c.groupe))
      .map((c) => ({ ...c, livre: champLivre(c.code) !== undefined })),
    nomenclatures,
  }
}
