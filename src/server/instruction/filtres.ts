import { type RawBuilder, sql } from 'kysely'
import { estAgent, estPersonne } from '#domain/acteur.ts'
import { vueDe } from '#domain/instruction/droits.ts'
import type { Filtres } from '#domain/instruction/portefeuille.ts'
import { COLLECTIVITE, limitesDeRetard } from '#domain/instruction/retard.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import { estUai, nettoyerUai } from '#domain/referentiel/uai.ts'
import type { Read } from '../platform/context.ts'
import { motsDe } from './ouverture.ts'
import type { Source } from './source.ts'

/** The filters without the order, on the rows of `source` named `v`. */
export type Criteres = Omit<Filtres, 'tri'>

/** Every condition but those on statut, téléservice and service, which the facettes count each without itself. */
export function conditions(ctx: Read, f: Criteres, { nonOuverts }: Source): RawBuilder<boolean> {
  const agent = vueDe(ctx.acteur) === 'agent'
  const toutes: RawBuilder<unknown>[] = [
    ...recherche(f.recherche ?? '', nonOuverts),
    ...(f.etat ? [sql`v.etat = ${f.etat}`] : []),
    ...(f.etape && agent ? [sql`v.etape = any(${liste(f.etape)}::text[])`] : []),
    ...(f.uai ? [sql`v.uai = any(${liste(f.uai)}::text[])`] : []),
    ...(f.thematique
      ? [
          sql`v.teleservice_id in (select id from teleservices.teleservice where thematique = any(${liste(f.thematique)}::text[]))`,
        ]
      : []),
    ...(f.departement
      ? [
          sql`v.uai in (select uai from referentiel.etablissement where code_departement = any(${liste(f.departement)}::text[]))`,
        ]
      : []),
    ...(f.qui_agit ? [sql`v.qui_agit = ${f.qui_agit}`] : []),
    ...(f.depose_depuis ? [sql`v.depose_le >= ${debutDuJour(f.depose_depuis)}`] : []),
    ...(f.depose_jusque ? [sql`v.depose_le < ${debutDuJour(f.depose_jusque)} + interval '1 day'`] : []),
    ...(f.affecte !== undefined && agent ? [affectation(ctx, f.affecte)] : []),
    ...(f.en_retard !== undefined ? [f.en_retard ? enRetard(ctx) : sql`not ${enRetard(ctx)}`] : []),
  ]
  return et(toutes)
}

export const parStatut = ({ statut }: Criteres): RawBuilder<boolean> =>
  statut ? sql`v.statut = any(${liste(statut)}::text[])` : sql`true`

export const parTeleservice = ({ teleservice }: Criteres): RawBuilder<boolean> =>
  teleservice
    ? sql`v.teleservice_id in (select id from teleservices.teleservice where code = any(${liste(teleservice)}::text[]))`
    : sql`true`

/** The dossiers of these services; an usager knows none. */
export function parService({ acteur }: Read, { service }: Criteres): RawBuilder<boolean> {
  if (!service || !estAgent(acteur)) return sql`true`
  const codes = liste(service)
  const ids = codes.map(Number).filter((n) => Number.isSafeInteger(n) && n > 0)
  const choix: RawBuilder<unknown>[] = [sql`v.service_id = any(${ids}::bigint[])`]
  if (codes.includes('aucun')) choix.push(sql`v.service_id is null`)
  if (codes.includes('miens'))
    choix.push(sql`v.service_id in (select service_id from comptes.membre where personne_id = ${acteur.id})`)
  return sql`(${sql.join(choix, sql` or `)})`
}

/** Twin of `estEnRetard`. An usager is only told of the days given to the établissement. */
export function enRetard(ctx: Read): RawBuilder<boolean> {
  const { jour, instant } = limitesDeRetard(ctx.now)
  const service =
    vueDe(ctx.acteur) === 'agent'
      ? sql`v.echeance is null and v.qui_agit = any(${[...COLLECTIVITE]}::text[]) and v.depuis < ${instant}::timestamptz`
      : sql`false`
  return sql`(not v.termine and (coalesce(v.echeance < ${jour}::date, false) or (${service})))`
}

export const et = (conditions: RawBuilder<unknown>[]): RawBuilder<boolean> =>
  conditions.length ? sql<boolean>`(${sql.join(conditions, sql` and `)})` : sql<boolean>`true`

export const liste = (texte: string): string[] =>
  texte
    .split(',')
    .map((t) => t.trim())
    .filter((t) => t !== '')

/** Midnight in France, whatever the season. */
const debutDuJour = (jour: string): RawBuilder<unknown> => sql`(${jour}::date::timestamp at time zone 'Europe/Paris')`

function affectation({ acteur }: Read, qui: NonNullable<Criteres['affecte']>): RawBuilder<unknown> {
  if (qui === 'personne') return sql`v.affecte_a is null`
  return sql`v.affecte_a = ${qui === 'moi' ? (estPersonne(acteur) ? acteur.id : 0) : qui}`
}

/** A number or an UAI says all; otherwise every word must begin a word of the dossier. */
function recherche(texte: string, nonOuverts: RawBuilder<boolean> | undefined): RawBuilder<unknown>[] {
  const brut = texte.trim()
  const uai = nettoyerUai(brut)
  if (estUai(uai)) return [sql`v.uai = ${uai}`]
  const trouves = [...parNumero(brut), ...parMots(brut, nonOuverts)]
  return trouves.length ? [sql`v.id in (${sql.join(trouves, sql` union all `)})`] : []
}

/**
 * Words hold only letters and digits (`normaliser`), so that they are safe in a tsquery. Those of deposits that no job
 * has opened are not written yet: they are read as they are.
 */
function parMots(texte: string, nonOuverts: RawBuilder<boolean> | undefined): RawBuilder<unknown>[] {
  const requete = mots(texte)
    .map((m) => `${m}:*`)
    .join(' & ')
  if (requete === '') return []
  const ecrits = sql`select dossier_id from instruction.recherche where mots @@ to_tsquery('simple', ${requete})`
  if (!nonOuverts) return [ecrits]
  return [
    ecrits,
    sql`select d.id from dossiers.dossier d join referentiel.etablissement e on e.uai = d.uai
      where ${nonOuverts} and ${motsDe(sql`d.objet`)} @@ to_tsquery('simple', ${requete})`,
  ]
}

/** At most eight words; those of one or two letters count only when there is nothing else. */
function mots(texte: string): string[] {
  const tous = normaliser(texte).split(' ').filter(Boolean)
  const longs = tous.filter((m) => m.length > 2)
  return [...new Set(longs.length ? longs : tous)].slice(0, 8)
}

function parNumero(texte: string): RawBuilder<unknown>[] {
  const possibles = numeros(texte)
  return possibles.length ? [sql`select id from dossiers.dossier where numero = any(${possibles}::text[])`] : []
}

/** « 2026-12 » and « 12 » both mean n° 2026-000012; without a year, that of any year of the product. */
function numeros(mot: string): string[] {
  const [, annee, rang] = /^(?:(\d{4})-)?(\d{1,6})$/.exec(mot) ?? []
  if (rang === undefined) return []
  const annees = annee ? [annee] : Array.from({ length: 30 }, (_, i) => String(2020 + i))
  return annees.map((a) => `${a}-${rang.padStart(6, '0')}`)
}
