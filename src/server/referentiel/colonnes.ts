import { type RawBuilder, sql } from 'kysely'
import { type ColonneDeListe, cleDuChiffre, TERRITOIRES, type Territoire } from '#domain/referentiel/liste-colonnes.ts'
import { NOMENCLATURES_LIVREES } from '#domain/referentiel/nomenclatures.ts'

/**
 * The SQL of what a list shows, of an établissement `e`. Names of columns come from the registry, never from who
 * asks; codes of champs added and keys of figures are bound values.
 */
export function valeurSql(colonne: ColonneDeListe): RawBuilder<unknown> {
  const { code, origine, genre } = colonne
  if (origine === 'colonne' || origine === 'territoire') return sql.ref(`e.${code}`)
  if (origine === 'chiffre') return sql`${sql.ref(`${aliasDe(colonne)}.valeur`)}`
  if (origine === 'chef') return CHEF
  // `autres` holds what sources said: a value of another kind than its champ is no value, not a failure.
  const brut = sql`(e.autres -> ${code}::text)`
  if (genre === 'booleen') return sql`(case jsonb_typeof(${brut}) when 'boolean' then ${brut}::boolean end)`
  if (genre === 'texte' || genre === 'choix' || genre === 'jour')
    return sql`(case jsonb_typeof(${brut}) when 'string' then nullif(e.autres ->> ${code}::text, '') end)`
  return sql`(case jsonb_typeof(${brut}) when 'number' then ${brut}::double precision end)`
}

/** In force today, as the base sees it. */
const CHEFS = sql`
  from referentiel.contact_role r join referentiel.contact c on c.id = r.contact_id
  where r.role = 'chef' and c.efface_le is null
    and r.depuis <= current_date and (r.jusque is null or r.jusque >= current_date)`
const CHEF = sql`(
  select string_agg(concat_ws(' ', c.civilite, c.prenom, c.nom), ', ' order by r.depuis desc) ${CHEFS} and r.uai = e.uai)`

/** Has one or not: the set of those who have is made once, where `valeurSql` would look for each établissement. */
export function vacanceSql(colonne: ColonneDeListe): RawBuilder<boolean> {
  return colonne.origine === 'chef'
    ? sql<boolean>`(e.uai not in (select r.uai ${CHEFS}))`
    : sql<boolean>`(${valeurSql(colonne)} is null)`
}

/**
 * What people read of a `choix` from the tables that hold words, `undefined` for another kind; null when only the code of
 * the product has them. `valeur`: where its code is, when not in the établissement `e`.
 */
export function libelleSql(
  colonne: ColonneDeListe,
  valeur: RawBuilder<unknown> = valeurSql(colonne),
): RawBuilder<unknown> | undefined {
  if (colonne.genre !== 'choix') return undefined
  if (colonne.origine === 'territoire') {
    const { table } = TERRITOIRES[colonne.code as Territoire]
    return sql`(select t.nom from ${sql.table(`referentiel.${table}`)} t where t.code = ${valeur})`
  }
  const livree = NOMENCLATURES_LIVREES[colonne.nomenclature ?? '']
  if (livree?.table)
    return sql`(select t.libelle from ${sql.table(`referentiel.${livree.table}`)} t where t.code = ${valeur})`
  return sql`(select t.libelle from referentiel.nomenclature_valeur t
    where t.nomenclature = ${colonne.nomenclature ?? ''} and t.code = ${valeur})`
}

/** What puts rows in order: words rather than codes, without accents nor case. */
export function triSql(colonne: ColonneDeListe): RawBuilder<unknown> {
  const { code } = colonne
  if (code === 'nom') return sql`e.texte_recherche`
  // The département follows its code, as everybody reads it; an index holds it.
  if (code === 'uai' || code === 'type' || code === 'code_departement') return sql.ref(`e.${code}`)
  const livree = NOMENCLATURES_LIVREES[colonne.nomenclature ?? '']
  const libelle = livree && !livree.table ? undefined : libelleSql(colonne)
  if (libelle) return libelle
  return colonne.genre === 'texte' ? sql`referentiel.normaliser(${valeurSql(colonne)})` : valeurSql(colonne)
}

/** Never empty: their order needs no place for rows without value, and an index gives it. */
export const TOUJOURS_REMPLIES: ReadonlySet<string> = new Set(['nom', 'uai', 'type', 'etat'])

/** The joins that the figures among these columns need, each once; `rempli` leaves out the établissements without that one. */
export function jointures(colonnes: readonly ColonneDeListe[], rempli?: ColonneDeListe): RawBuilder<unknown> {
  const chiffres = new Map(colonnes.filter((c) => c.origine === 'chiffre').map((c) => [aliasDe(c), c]))
  const parts = [...chiffres].map(
    ([
      alias,
      colonne,
    ]) => sql`${colonne.code === rempli?.code ? sql`` : sql`left `}join referentiel.dernier_chiffre ${sql.ref(alias)}
      on ${sql.ref(`${alias}.uai`)} = e.uai and ${sql.ref(`${alias}.cle`)} = ${cleDuChiffre(colonne)}`,
  )
  return sql.join(parts, sql` `)
}

const aliasDe = ({ code }: ColonneDeListe): string => `c_${code.replace(/[^a-z0-9]/g, '_')}`
