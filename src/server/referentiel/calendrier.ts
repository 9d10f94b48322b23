import { sql } from 'kysely'
import { estPersonne } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { interdit } from '#domain/erreurs.ts'
import type * as api from '#domain/referentiel/api-calendrier.ts'
import { dernierJour, OUVERTES, type Public, type Vacances, vacancesDuJour } from '#domain/referentiel/vacances.ts'
import type { Read, Write } from '../platform/context.ts'

type Porte = typeof api.lireCalendrier

/** The school calendar, open to whoever is signed in: it is public. */
export async function lireCalendrier(ctx: Read, { query }: Input<Porte>): Promise<Reply<Porte>> {
  if (!estPersonne(ctx.acteur)) throw interdit('Connectez-vous pour lire le calendrier scolaire.')
  const { date, academie, annee_scolaire, zone, page, par_page } = query
  const choisies = ctx.db
    .selectFrom('referentiel.vacances as v')
    .where('v.obsolete_depuis', 'is', null)
    .$if(academie !== undefined, (q) => q.where('v.code_academie', '=', academie ?? ''))
    .$if(annee_scolaire !== undefined, (q) => q.where('v.annee_scolaire', '=', annee_scolaire ?? ''))
    .$if(zone !== undefined, (q) => q.where('v.zone', '=', zone ?? ''))
    // A period whose end is not published yet lasts beyond its `reprise`: as `dernierJour`, until 31 August.
    .$if(date !== undefined, (q) =>
      q.where((eb) =>
        eb.and([
          eb('v.debut', '<=', date ?? ''),
          eb.or([
            eb('v.reprise', '>', date ?? ''),
            eb('v.debut', '=', date ?? ''),
            eb.and([
              eb('v.debut', '=', eb.ref('v.reprise')),
              sql<boolean>`referentiel.normaliser(v.description) ~ ${OUVERTES.source}`,
              sql<boolean>`${date ?? ''}::date <= make_date(extract(year from v.debut)::int, 8, 31)`,
            ]),
          ]),
        ]),
      ),
    )
  const { total } = await choisies.select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow()
  const lignes = await choisies
    .select(['annee_scolaire', 'code_academie', 'lieu', 'zone', 'population', 'description', 'debut', 'reprise'])
    .orderBy('debut', date ? 'asc' : 'desc')
    .orderBy('lieu')
    .orderBy('population')
    .orderBy('description')
    .limit(par_page)
    .offset((page - 1) * par_page)
    .execute()
  const annees = await ctx.db
    .selectFrom('referentiel.vacances')
    .select('annee_scolaire')
    .distinct()
    .orderBy('annee_scolaire', 'desc')
    .execute()
  const academies = await ctx.db
    .selectFrom('referentiel.academie as a')
    .select(['a.code', 'a.nom'])
    .where((eb) =>
      eb.exists(eb.selectFrom('referentiel.vacances as v').select('v.lieu').whereRef('v.code_academie', '=', 'a.code')),
    )
    .orderBy('a.nom')
    .execute()
  return {
    total,
    page,
    par_page,
    elements: lignes.map((l) => ({ ...l, dernier_jour: dernierJour(l) })),
    vacances: date && academie ? await enVacances(ctx, date, academie) : null,
    annees: annees.map((a) => a.annee_scolaire),
    academies,
  }
}

/**
 * Whether people of this académie are on holiday on a day (`AAAA-MM-JJ`); null when the calendar known here says nothing of
 * that time. For delays and forms.
 */
export async function enVacances(
  ctx: Read | Write,
  jour: string,
  code_academie: string,
  pour: Public = {},
): Promise<boolean | null> {
  const calendrier = await lireVacances(ctx, code_academie, jour)
  if (calendrier.length === 0) return null
  return vacancesDuJour(calendrier, jour, code_academie, pour) !== undefined
}

/** The periods of an académie in the eighteen months around a day, as the rules of the domain read them. */
export function lireVacances(ctx: Read | Write, code_academie: string, jour: string): Promise<Vacances[]> {
  return ctx.db
    .selectFrom('referentiel.vacances')
    .select(['description', 'population', 'debut', 'reprise', 'code_academie'])
    .where('obsolete_depuis', 'is', null)
    .where('code_academie', '=', code_academie)
    .where(sql<boolean>`debut between ${jour}::date - 270 and ${jour}::date + 270`)
    .orderBy('debut')
    .execute()
}
