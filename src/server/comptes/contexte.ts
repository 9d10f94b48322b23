import { sql } from 'kysely'
import { estPersonne, type Personne } from '#domain/acteur.ts'
import type * as api from '#domain/comptes/api.ts'
import type { Reply } from '#domain/endpoint.ts'
import type { Read } from '../platform/context.ts'

/** Who asks, and whose site this is. */
export async function lireContexte(ctx: Read): Promise<Reply<typeof api.lireContexte>> {
  const { collectivite, demonstration } = ctx.kit.config
  return { moi: estPersonne(ctx.acteur) ? await lireMoi(ctx, ctx.acteur) : null, collectivite, demonstration }
}

async function lireMoi(ctx: Read, moi: Personne): Promise<api.Moi> {
  const { id, prenom, nom, courriel, role } = moi
  const [personne, etablissements, perimetres, services] = await Promise.all([
    ctx.db.selectFrom('comptes.personne').select('fonction').where('id', '=', id).executeTakeFirstOrThrow(),
    mesEtablissements(ctx, moi),
    mesPerimetres(ctx, id),
    mesServices(ctx, id),
  ])
  return { id, prenom, nom, courriel, role, fonction: personne.fonction, etablissements, perimetres, services }
}

/** In the order of the habilitations: the first is the one shown at sign-in. */
async function mesEtablissements(ctx: Read, { habilitations }: Personne): Promise<api.MonEtablissement[]> {
  if (!habilitations.length) return []
  const lignes = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select(['uai', 'nom', 'commune', 'nature', 'type', 'secteur'])
    .where(
      'uai',
      'in',
      habilitations.map((h) => h.uai),
    )
    .execute()
  return habilitations.flatMap(({ uai, fonction }) => {
    const e = lignes.find((ligne) => ligne.uai === uai)
    // The words of type and secteur are held by the `check`s of their columns.
    return e ? [{ ...e, fonction } as api.MonEtablissement] : []
  })
}

async function mesPerimetres(ctx: Read, personne: number) {
  const { rows } = await sql<{ genre: string; code: string; libelle: string }>`
    select p.genre, p.code, coalesce(d.nom, k.nom, c.nom, e.nom, case p.genre when 'tout' then 'Tout le territoire' else p.code end) as libelle
    from comptes.perimetre p
    left join referentiel.departement d on p.genre = 'departement' and d.code = p.code
    left join referentiel.canton k on p.genre = 'canton' and k.code = p.code
    left join referentiel.commune c on p.genre = 'commune' and c.code = p.code
    left join referentiel.etablissement e on p.genre = 'etablissement' and e.uai = p.code
    where p.personne_id = ${personne}
    order by p.id`.execute(ctx.db)
  return rows
}

const mesServices = (ctx: Read, personne: number) =>
  ctx.db
    .selectFrom('comptes.membre as m')
    .innerJoin('comptes.service as s', 's.id', 'm.service_id')
    .where('m.personne_id', '=', personne)
    .where('s.ferme_le', 'is', null)
    .select(['s.id', 's.nom'])
    .orderBy('s.nom')
    .execute()
