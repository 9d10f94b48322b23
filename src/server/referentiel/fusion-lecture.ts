import { sql } from 'kysely'
import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type { ChampDeFiche } from '#domain/referentiel/champ-de-fiche.ts'
import type * as api from '#domain/referentiel/fusion-api.ts'
import type { ValeurConnue } from '#domain/referentiel/temps.ts'
import type { Read, Write } from '../platform/context.ts'
import { direLigne, type LigneArbitree } from './fusion-lignes.ts'
import { enTexte, exigerFusion } from './fusion-plan.ts'
import { lireRegistre } from './registre.ts'
import { lecteurDeCodes, listerNomenclatures } from './valeurs.ts'

type UneFusion = Reply<typeof api.lireFusion>
type Liste = typeof api.listerFusions

type Ligne = Omit<UneFusion, 'bilan' | 'arbitrages' | 'survivant' | 'origines'> & {
  survivant: string
  origines: string[]
  bilan: Record<string, number>
  noms: Record<string, string>
  contacts: Record<string, string>
  arbitrages: {
    id: number
    uai: string
    nom_table: string
    cle: { champ?: string }
    avant: LigneArbitree['avant']
    apres: LigneArbitree['apres']
    actuel: LigneArbitree['actuel']
    choix: 'garder' | 'restaurer' | null
  }[]
}
type Valeur = { valeur?: unknown } | null

export const lireFusion = async (ctx: Read, { params }: Input<typeof api.lireFusion>): Promise<UneFusion> => {
  exigerFusion(ctx)
  return lireUneFusion(ctx, params.id)
}

export async function lireUneFusion(ctx: Read | Write, id: number): Promise<UneFusion> {
  const [une] = await lire(ctx, sql`f.id = ${id}::bigint`, { limite: 1, saut: 0 })
  if (!une) throw introuvable('Cette fusion n’existe pas.')
  return une
}

/** Latest first. */
export async function listerFusions(ctx: Read, { query }: Input<Liste>): Promise<Reply<Liste>> {
  exigerFusion(ctx)
  const { uai, etat, page, par_page } = query
  const filtre = sql`(${uai ?? null}::text is null or f.survivant = ${uai ?? null} or (f.origines || f.cibles) @> array[${uai ?? null}::text])
    and (${etat ?? null}::text is null or f.etat = ${etat ?? null})`
  const { rows } = await sql<{
    total: number
  }>`select count(*)::int as total from referentiel.fusion f where ${filtre}`.execute(ctx.db)
  return {
    total: rows[0]?.total ?? 0,
    page,
    par_page,
    elements: await lire(ctx, filtre, { limite: par_page, saut: (page - 1) * par_page }),
  }
}

async function lire(
  ctx: Read | Write,
  filtre: ReturnType<typeof sql>,
  { limite, saut }: { limite: number; saut: number },
): Promise<UneFusion[]> {
  const { rows } = await sql<Ligne>`
    select f.*, (select jsonb_object_agg(e.uai, e.nom) from referentiel.etablissement e
        where e.uai = f.survivant or e.uai = any(f.origines || f.cibles)) as noms,
      coalesce((select jsonb_agg(a order by a.id) from referentiel.arbitrage a where a.fusion_id = f.id), '[]') as arbitrages,
      coalesce((select jsonb_object_agg(c.id, concat_ws(' ', c.prenom, c.nom)) from referentiel.arbitrage a
        join referentiel.contact c on c.id = (a.avant ->> 'contact_id')::bigint
        where a.fusion_id = f.id and a.nom_table = 'referentiel.contact_role'), '{}') as contacts
    from referentiel.fusion f where ${filtre} order by f.id desc limit ${limite} offset ${saut}`.execute(ctx.db)
  if (!rows.length) return []
  const [registre, nomenclatures] = [await lireRegistre(ctx), await listerNomenclatures(ctx)]
  const enClair = lecteurDeCodes(nomenclatures)
  const libelles = new Map(ctx.kit.followers.map((f) => [f.name, f.label]))
  const champDe = (code: string | undefined) => registre.find((c) => c.code === code)
  const dire = (code: string | undefined, v: Valeur): string => {
    const champ: Pick<ChampDeFiche, 'genre' | 'unite' | 'nomenclature'> = champDe(code) ?? { genre: 'texte' }
    return enTexte(champ, enClair(champ, (v?.valeur ?? null) as ValeurConnue), v?.valeur ?? null)
  }
  return rows.map(({ noms, contacts, ...f }) => ({
    ...f,
    survivant: { uai: f.survivant, nom: noms[f.survivant] ?? f.survivant },
    origines: f.origines.map((uai) => ({ uai, nom: noms[uai] ?? uai })),
    bilan: Object.entries(f.bilan)
      .filter(([table]) => table !== 'saisie')
      .map(([table, nombre]) => ({ libelle: libelleDe(table, libelles), nombre })),
    arbitrages: f.arbitrages.map(({ id, uai, choix, ...a }) => {
      if (a.nom_table === 'champ') {
        const code = a.cle.champ
        return {
          id,
          uai,
          choix,
          libelle: champDe(code)?.libelle ?? code ?? '',
          avant: dire(code, a.avant),
          apres: dire(code, a.apres),
          actuel: dire(code, a.actuel),
          restaurable: true,
        }
      }
      const { quoi, ...etats } = direLigne(a, { etablissements: noms, contacts })
      const libelle = libelleDe(a.nom_table, libelles)
      const restaurable = ctx.kit.followers.some((f) => f.settles === a.nom_table)
      return { id, uai, choix, libelle: quoi ? `${libelle} : ${quoi}` : libelle, ...etats, restaurable }
    }),
  }))
}

/** Words for the table of a trace: those of its follower. */
function libelleDe(table: string, libelles: Map<string, string>): string {
  if (table === 'champ') return 'Champs de la fiche'
  const [nom = '', colonne] = (table.split('.')[1] ?? table).split('#')
  return libelles.get(colonne ? `${nom}_${colonne}` : nom) ?? libelles.get(nom) ?? libelles.get(`${nom}_de`) ?? nom
}
