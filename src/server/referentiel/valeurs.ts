import { sql } from 'kysely'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import { NOMENCLATURES_LIVREES } from '#domain/referentiel/nomenclatures.ts'
import type { CodesPermis } from '#domain/referentiel/saisie.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Read, Write } from '../platform/context.ts'

export type ValeurDeNomenclature = { code: string; libelle: string; obsolete_depuis: string | null }
export type NomenclatureLue = { code: string; libelle: string; livree: boolean; valeurs: ValeurDeNomenclature[] }

type Ligne = { nomenclature: string; code: string; libelle: string; obsolete_depuis: string | null }

/** All the nomenclatures of the fiche, shipped then added; a shipped one may have values added or made obsolete. */
export async function listerNomenclatures(ctx: Read | Write): Promise<NomenclatureLue[]> {
  const { rows } = await sql<Ligne>`
    select 'nature' as nomenclature, code, libelle, obsolete_depuis::text from referentiel.nature
    union all select 'contrat', code, libelle, obsolete_depuis::text from referentiel.type_contrat
    union all (select nomenclature, code, libelle, obsolete_depuis::text from referentiel.nomenclature_valeur order by rang, code)`.execute(
    ctx.db,
  )
  const ajoutees = await ctx.db
    .selectFrom('referentiel.nomenclature')
    .select(['code', 'libelle'])
    .orderBy('libelle')
    .execute()
  const lues = Map.groupBy(rows, (r) => r.nomenclature)
  const de = (code: string, livrees: { code: string; libelle: string }[]) => {
    const enBase = (lues.get(code) ?? []).map(({ nomenclature: _, ...v }) => v)
    const connus = new Set(enBase.map((v) => v.code))
    return [...livrees.filter((v) => !connus.has(v.code)).map((v) => ({ ...v, obsolete_depuis: null })), ...enBase]
  }
  return [
    ...Object.entries(NOMENCLATURES_LIVREES).map(([code, n]) => ({
      code,
      libelle: n.libelle,
      livree: true,
      valeurs: de(code, n.valeurs),
    })),
    ...ajoutees
      .filter((n) => !(n.code in NOMENCLATURES_LIVREES))
      .map((n) => ({ ...n, livree: false, valeurs: de(n.code, []) })),
  ]
}

/** What may still be chosen, by nomenclature. */
export const codesPermis = (nomenclatures: readonly NomenclatureLue[]): CodesPermis =>
  new Map(nomenclatures.map((n) => [n.code, new Set(n.valeurs.filter((v) => !v.obsolete_depuis).map((v) => v.code))]))

/** Says a code in words, « (obsolète) » after one that is no longer offered; null when the value reads by itself. */
export function lecteurDeCodes(
  nomenclatures: readonly NomenclatureLue[],
): (champ: Pick<ChampDeFiche, 'nomenclature'>, valeur: ValeurConnue) => string | null {
  const mots = new Map(nomenclatures.map((n) => [n.code, new Map(n.valeurs.map((v) => [v.code, v]))]))
  return ({ nomenclature }, valeur) => {
    if (!nomenclature || typeof valeur !== 'string') return null
    const connue = mots.get(nomenclature)?.get(valeur)
    if (!connue) return `${valeur} (obsolète)`
    const code = /^[\d!]+$/.test(valeur) ? ` (${valeur})` : ''
    return `${connue.libelle}${code}${connue.obsolete_depuis ? ' (obsolète)' : ''}`
  }
}
