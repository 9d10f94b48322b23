import { sql } from 'kysely'
import { estAuteur, estDemandeur } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit, introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-choix.ts'
import { NOMENCLATURES_LIVREES } from '#domain/referentiel/nomenclatures.ts'
import { normaliser } from '#domain/referentiel/texte-recherche.ts'
import type { Read, Write } from '../platform/context.ts'

const PROPOSITIONS = 10

/** Communes of today; digits are the beginning of a postal code. */
export async function chercherCommunes(
  ctx: Read,
  { query }: Input<typeof api.chercherCommunes>,
): Promise<Reply<typeof api.chercherCommunes>> {
  exigerSaisie(ctx)
  const cherche = normaliser(query.recherche)
  if (cherche === '') return { elements: [] }
  const parPoste = /^\d{2,5}$/.test(cherche)
  const elements = await ctx.db
    .selectFrom('referentiel.commune as c')
    .innerJoin('referentiel.departement as d', 'd.code', 'c.code_departement')
    .select(['c.code', 'c.nom', 'd.nom as departement', 'c.codes_postaux'])
    // `normaliser` leaves letters, digits and spaces: nothing that LIKE reads otherwise.
    .where('c.obsolete_depuis', 'is', null)
    .where(
      parPoste
        ? sql<boolean>`exists (select from unnest(c.codes_postaux) p where p like ${`${cherche}%`})`
        : sql<boolean>`referentiel.normaliser(c.nom) like ${`${cherche}%`}`,
    )
    .orderBy(sql`referentiel.normaliser(c.nom) = ${cherche}`, 'desc')
    .orderBy('c.population', (o) => o.desc().nullsLast())
    .orderBy('c.code')
    .limit(PROPOSITIONS)
    .execute()
  return { elements }
}

/** Open établissements by their public identity, whatever the périmètre: a trip, an exchange or a transfer names others. */
export async function chercherIdentites(
  ctx: Read,
  { query }: Input<typeof api.chercherIdentites>,
): Promise<Reply<typeof api.chercherIdentites>> {
  if (!estAuteur(ctx.acteur)) throw interdit('Connectez-vous pour chercher un établissement.')
  exigerSaisie(ctx)
  return { elements: await trouverIdentites(ctx, query.recherche) }
}

/** Open établissements by their public identity, of these types and sectors when they are said; ten at most. */
export async function trouverIdentites(
  ctx: Read,
  recherche: string,
  parmi?: { natures: readonly string[]; secteurs: readonly string[] },
) {
  const mots = normaliser(recherche).split(' ').filter(Boolean)
  if (mots.length === 0) return []
  return ctx.db
    .selectFrom('referentiel.etablissement as e')
    .select(['e.uai', 'e.nom', 'e.commune'])
    .where('e.etat', '<>', 'ferme')
    .$if(parmi !== undefined, (q) =>
      q
        .where('e.type', '=', sql<string>`any(${parmi?.natures ?? []}::text[])`)
        .where('e.secteur', '=', sql<string>`any(${parmi?.secteurs ?? []}::text[])`),
    )
    .where((eb) =>
      eb.or([
        eb.and(mots.map((mot) => sql<boolean>`' ' || e.texte_recherche like ${`% ${mot}%`}`)),
        sql<boolean>`e.uai like ${`${mots.join('').toUpperCase()}%`}`,
      ]),
    )
    .orderBy('e.texte_recherche')
    .orderBy('e.uai')
    .limit(PROPOSITIONS)
    .execute()
}

/** What may be chosen today in a nomenclature, shipped or added; 404 when there is none of this code. */
export async function listerValeurs(
  ctx: Read,
  { params }: Input<typeof api.listerValeurs>,
): Promise<Reply<typeof api.listerValeurs>> {
  const { acteur } = ctx
  // Without an account one reads what one's own form proposes, and no other list of the collectivité.
  if (estDemandeur(acteur) && !acteur.nomenclatures.includes(params.code))
    throw introuvable('Cette nomenclature n’existe pas.')
  const elements = await trouverValeurs(ctx, params.code)
  if (!elements) throw introuvable('Cette nomenclature n’existe pas.')
  return { elements }
}

/** Searches serve to fill a form: without an account they close with the draft. */
function exigerSaisie({ acteur }: Read): void {
  if (estDemandeur(acteur) && !acteur.remplit) throw interdit('Cette recherche ne sert qu’à remplir une demande.')
}

async function trouverValeurs(
  ctx: Read | Write,
  code: string,
): Promise<{ code: string; libelle: string }[] | undefined> {
  const livree = Object.hasOwn(NOMENCLATURES_LIVREES, code) ? NOMENCLATURES_LIVREES[code] : undefined
  if (livree && !livree.table) return livree.valeurs
  if (livree?.table)
    return ctx.db
      .selectFrom(`referentiel.${livree.table}`)
      .select(['code', 'libelle'])
      .where('obsolete_depuis', 'is', null)
      .orderBy('libelle')
      .execute()
  const connue = await ctx.db
    .selectFrom('referentiel.nomenclature')
    .select('code')
    .where('code', '=', code)
    .executeTakeFirst()
  if (!connue) return undefined
  return ctx.db
    .selectFrom('referentiel.nomenclature_valeur')
    .select(['code', 'libelle'])
    .where('nomenclature', '=', code)
    .where('obsolete_depuis', 'is', null)
    .orderBy('rang')
    .execute()
}

/** Things of the référentiel that answers name, by kind. */
export type Nommes = {
  communes: readonly string[]
  etablissements: readonly string[]
  valeurs: readonly { nomenclature: string; code: string }[]
}

/** Their names of today; what is not there does not exist. One query a kind, none for a kind that nobody names. */
export async function nomsDe(ctx: Read | Write, { communes, etablissements, valeurs }: Nommes) {
  const deCommunes =
    communes.length === 0
      ? []
      : await ctx.db.selectFrom('referentiel.commune').select(['code', 'nom']).where('code', 'in', communes).execute()
  const dEtablissements =
    etablissements.length === 0
      ? []
      : await ctx.db
          .selectFrom('referentiel.etablissement')
          .select(['uai', 'nom'])
          .where('uai', 'in', etablissements)
          .execute()
  const deValeurs = new Map<string, Map<string, string>>()
  for (const nomenclature of new Set(valeurs.map((v) => v.nomenclature))) {
    const lues = (await trouverValeurs(ctx, nomenclature)) ?? []
    deValeurs.set(nomenclature, new Map(lues.map((v) => [v.code, v.libelle])))
  }
  return {
    communes: new Map(deCommunes.map((c) => [c.code, c.nom])),
    etablissements: new Map(dEtablissements.map((e) => [e.uai, e.nom])),
    valeurs: deValeurs,
  }
}
