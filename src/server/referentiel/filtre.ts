import { type RawBuilder, sql } from 'kysely'
import type { Condition, Filtre } from '#domain/referentiel/liste.ts'
import type { Catalogue, ColonneDeListe } from '#domain/referentiel/liste-colonnes.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { vacanceSql, valeurSql } from './colonnes.ts'

/** A filter already held against the catalogue, as a condition on the établissement `e`. Values are bound, never written. */
export function filtreSql(filtre: Filtre, catalogue: Catalogue): RawBuilder<boolean> {
  if (Array.isArray(filtre)) return conditionSql(filtre, catalogue)
  const [lien, dedans] = 'et' in filtre ? [sql` and `, filtre.et] : [sql` or `, filtre.ou]
  return sql<boolean>`(${sql.join(
    dedans.map((f) => filtreSql(f, catalogue)),
    lien,
  )})`
}

/** The columns that a filter names, to join what they need. */
export function colonnesDuFiltre(filtre: Filtre | undefined, catalogue: Catalogue): ColonneDeListe[] {
  if (!filtre) return []
  if (Array.isArray(filtre)) {
    const colonne = catalogue.get(filtre[0])
    return colonne ? [colonne] : []
  }
  return ('et' in filtre ? filtre.et : filtre.ou).flatMap((f) => colonnesDuFiltre(f, catalogue))
}

function conditionSql([champ, operateur, ...valeurs]: Condition, catalogue: Catalogue): RawBuilder<boolean> {
  const colonne = catalogue.get(champ)
  if (!colonne) return sql<boolean>`false`
  const v = valeurSql(colonne)
  const [une, deux] = valeurs
  switch (operateur) {
    case 'vide':
      return vacanceSql(colonne)
    case 'rempli':
      return sql<boolean>`(not ${vacanceSql(colonne)})`
    case 'parmi':
      return sql<boolean>`(${v} = any(${valeurs.map(String)}::text[]))`
    case 'hors':
      // « autre que le Gers » keeps those of which nothing is known.
      return sql<boolean>`(${v} is null or ${v} <> all(${valeurs.map(String)}::text[]))`
    case 'min':
    case 'apres':
      return operateur === 'min'
        ? sql<boolean>`(${v} >= ${typee(colonne, une)})`
        : sql<boolean>`(${v} > ${typee(colonne, une)})`
    case 'max':
    case 'avant':
      return operateur === 'max'
        ? sql<boolean>`(${v} <= ${typee(colonne, une)})`
        : sql<boolean>`(${v} < ${typee(colonne, une)})`
    case 'entre':
      return sql<boolean>`(${v} between ${typee(colonne, une)} and ${typee(colonne, deux)})`
    default:
      return colonne.genre === 'texte'
        ? texteSql(colonne, operateur, String(une))
        : sql<boolean>`(${v} = ${typee(colonne, une)})`
  }
}

/** A bound value with the type of its column: PostgreSQL would otherwise guess. */
function typee({ genre, origine }: ColonneDeListe, valeur: unknown): RawBuilder<unknown> {
  if (genre === 'booleen') return sql`${valeur}::boolean`
  // A day kept in `autres` is a text, and days written AAAA-MM-JJ compare as texts.
  if (genre === 'jour') return origine === 'colonne' ? sql`${valeur}::date` : sql`${valeur}::text collate "C"`
  if (genre === 'choix' || genre === 'texte') return sql`${valeur}::text`
  return sql`${valeur}::double precision`
}

/** Those whose words are also in `texte_recherche`: it refuses most rows without normalising each. */
const DANS_LA_RECHERCHE = new Set(['nom', 'commune', 'code_postal'])

/** Without accents nor case: « contient zola » finds « Émile Zola ». What has no letter or digit is looked for as it is. */
function texteSql(colonne: ColonneDeListe, operateur: string, cherche: string): RawBuilder<boolean> {
  const v = valeurSql(colonne)
  const mots = normaliser(cherche)
  const compare = mots ? sql`referentiel.normaliser(${v})` : sql`${v}`
  const texte = (mots || cherche).replace(/[\\%_]/g, '\\$&')
  const tamis =
    mots && DANS_LA_RECHERCHE.has(colonne.code) && operateur !== 'pas'
      ? sql`e.texte_recherche like ${`%${texte}%`} and `
      : sql``
  if (operateur === 'pas') return sql<boolean>`(${v} is null or ${compare} <> ${mots || cherche})`
  const motif = operateur === 'est' ? texte : operateur === 'commence' ? `${texte}%` : `%${texte}%`
  return sql<boolean>`(${tamis}${compare} like ${motif})`
}
