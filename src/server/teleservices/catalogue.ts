import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/teleservices/api.ts'
import { ecrireAudience } from '#domain/teleservices/audience.ts'
import { chercher, type Entree } from '#domain/teleservices/catalogue.ts'
import { Fiche, Thematique } from '#domain/teleservices/fiche.ts'
import { ouverture } from '#domain/teleservices/ouverture.ts'
import type { Read } from '../platform/context.ts'

type Catalogue = typeof api.listerTeleservices

/** A collectivité publishes some tens of téléservices: one query reads them all, a pure rule sifts and counts. */
export async function listerTeleservices(ctx: Read, { query }: Input<Catalogue>): Promise<Reply<Catalogue>> {
  const lignes = await ctx.db
    .selectFrom('teleservices.teleservice')
    .select(['code', 'thematique', 'fiche'])
    .where('publie', '=', true)
    .orderBy('ordre')
    .orderBy('titre')
    .execute()
  return chercher(
    lignes.map((ligne) => entree(ligne.code, Thematique.parse(ligne.thematique), Fiche.parse(ligne.fiche), ctx.now)),
    query,
  )
}

function entree(code: string, thematique: Thematique, fiche: Fiche, now: Date): Entree {
  const { titre, resume, icone, pour_qui } = fiche
  return {
    tuile: {
      ...{ code, titre, resume, thematique, icone, pour_qui },
      audience: ecrireAudience(pour_qui),
      sans_compte: fiche.sans_compte ?? [],
      ...ouverture(fiche.calendrier, now),
    },
    mots: [...fiche.beneficiaires, ...fiche.criteres, ...fiche.pieces.map((p) => p.libelle)].join(' '),
  }
}
