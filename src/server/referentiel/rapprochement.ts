import { sql } from 'kysely'
import { nomDe } from '#domain/acteur.ts'
import type { Input, Reply } from '#domain/endpoint.ts'
import { conflit, introuvable } from '#domain/erreurs.ts'
import { type GenreRapprochement, LIBELLES_RAPPROCHEMENT } from '#domain/referentiel/rapprochement.ts'
import type * as api from '#domain/referentiel/rapprochement-api.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Read, Write } from '../platform/context.ts'
import { enfiler } from '../platform/jobs.ts'
import { exigerFusion } from './fusion-plan.ts'

type Liste = typeof api.listerRapprochements
type Element = Reply<Liste>['elements'][number]

export const TRAVAIL_RAPPROCHEMENTS = 'rapprochements'

/** The nearest first; those set aside only when asked. What has merged since the last calculation is left out. */
export async function listerRapprochements(ctx: Read, { query }: Input<Liste>): Promise<Reply<Liste>> {
  exigerFusion(ctx)
  const { genre, departement, uai, ecartes, page, par_page } = query
  const source = sql`
    from referentiel.rapprochement r
    left join referentiel.ecartee x on x.uais = r.uais and x.empreinte = r.empreinte and x.levee_le is null
    where (x.id is not null) = ${ecartes === 'oui'}
      and (${genre ?? null}::text is null or r.genre = ${genre ?? null})
      and (${departement ?? null}::text is null or r.code_departement = ${departement ?? null})
      and (${uai ?? null}::text is null or r.uais @> array[${uai ?? null}::text])
      and not exists (select from referentiel.redirection d where d.ancien = any(r.uais) and d.close_le is null)`
  const { rows: comptes } = await sql<{ total: number; calcule_le: string | null }>`
    select (select count(*)::int ${source}) as total, (select max(calcule_le) from referentiel.rapprochement) as calcule_le`.execute(
    ctx.db,
  )
  const { rows } = await sql<Omit<Element, 'libelle'> & { genre: GenreRapprochement }>`
    select r.id, r.genre, r.score, r.parts, r.calcule_le,
      case when x.id is not null then jsonb_build_object('id', x.id, 'motif', x.motif, 'auteur', x.auteur, 'le', x.le) end as ecarte,
      (select jsonb_agg(jsonb_build_object('uai', e.uai, 'nom', e.nom, 'commune', e.commune, 'adresse', e.adresse) order by e.uai)
        from referentiel.etablissement e where e.uai = any(r.uais)) as etablissements
    ${source} order by r.score desc, r.id limit ${par_page} offset ${(page - 1) * par_page}`.execute(ctx.db)
  return {
    total: comptes[0]?.total ?? 0,
    calcule_le: comptes[0]?.calcule_le ?? null,
    page,
    par_page,
    elements: rows.map((r) => ({ ...r, libelle: LIBELLES_RAPPROCHEMENT[r.genre] })),
  }
}

type Ecart = typeof api.ecarterRapprochement

/** « Ce n’est pas un doublon »: not proposed again until one of the identities changes. */
export async function ecarter(ctx: Write, { params, body }: Input<Ecart>): Promise<Reply<Ecart>> {
  exigerFusion(ctx)
  const { rows } = await sql<{ id: number; uais: string[] }>`
    insert into referentiel.ecartee (uais, empreinte, genre, motif, auteur, le)
    select uais, empreinte, genre, ${body.motif}, ${nomDe(ctx.acteur)}, ${ctx.now}::timestamptz
    from referentiel.rapprochement where id = ${params.id}::bigint
    on conflict (uais, empreinte) where levee_le is null do nothing
    returning id, uais`.execute(ctx.db)
  const [ecart] = rows
  if (!ecart) {
    const connu = await ctx.db
      .selectFrom('referentiel.rapprochement')
      .select('id')
      .where('id', '=', params.id)
      .executeTakeFirst()
    if (!connu) throw introuvable('Ce rapprochement n’est plus proposé.')
    throw conflit('deja_ecarte', 'Ce rapprochement a déjà été écarté.')
  }
  await journaliser(
    ctx,
    'rapprochement_ecarte',
    { genre: 'rapprochement', cle: ecart.uais.join(' ') },
    { libelle: ecart.uais.join(', ') },
  )
  return { id: ecart.id }
}

type Levee = typeof api.leverEcart

export async function leverEcart(ctx: Write, { params }: Input<Levee>): Promise<Reply<Levee>> {
  exigerFusion(ctx)
  const leve = await ctx.db
    .updateTable('referentiel.ecartee')
    .set({ levee_le: ctx.now.toISOString() })
    .where('id', '=', params.id)
    .where('levee_le', 'is', null)
    .returning(['id', 'uais'])
    .executeTakeFirst()
  if (!leve) throw introuvable('Ce rapprochement n’est pas écarté, ou ne l’est plus.')
  await journaliser(
    ctx,
    'ecart_leve',
    { genre: 'rapprochement', cle: leve.uais.join(' ') },
    { libelle: leve.uais.join(', ') },
  )
  return { id: leve.id }
}

type Calcul = typeof api.recalculerRapprochements

export async function demanderRapprochements(ctx: Write): Promise<Reply<Calcul>> {
  exigerFusion(ctx)
  await enfiler(ctx, TRAVAIL_RAPPROCHEMENTS, {})
  await journaliser(ctx, 'rapprochements_demandes', { genre: 'rapprochement', cle: 'tous' })
  return { demande_le: ctx.now.toISOString() }
}
