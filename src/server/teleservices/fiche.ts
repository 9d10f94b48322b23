import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import type * as api from '#domain/teleservices/api.ts'
import { ecrireAudience } from '#domain/teleservices/audience.ts'
import { Fiche, LIBELLES_THEMATIQUES, Thematique } from '#domain/teleservices/fiche.ts'
import { ouverture } from '#domain/teleservices/ouverture.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireDefinition, lireDerniereVersion } from './versions.ts'

export type Teleservice = {
  id: number
  code: string
  thematique: Thematique
  plusieurs_dossiers: boolean
  fiche: Fiche
  ouverture: api.Ouverture
  dispositif: { id: number; code: string; libelle: string; regime: 'administration' | 'public' }
}

/** The published téléservice of this code, with its opening at `ctx.now`. Throws 404. */
export async function lireParCode(ctx: Read | Write, code: string): Promise<Teleservice> {
  const ligne = await teleservices(ctx).where('t.code', '=', code).where('t.publie', '=', true).executeTakeFirst()
  if (!ligne) throw introuvable('Ce téléservice n’existe pas ou n’est plus proposé.')
  return enTeleservice(ligne, ctx.now)
}

/** The téléservice of a dossier, published or not: a dossier outlives it. */
export async function lireParId(ctx: Read | Write, id: number): Promise<Teleservice> {
  return enTeleservice(await teleservices(ctx).where('t.id', '=', id).executeTakeFirstOrThrow(), ctx.now)
}

const teleservices = (ctx: Read | Write) =>
  ctx.db
    .selectFrom('teleservices.teleservice as t')
    .innerJoin('teleservices.dispositif as d', 'd.id', 't.dispositif_id')
    .select(['t.id', 't.code', 't.thematique', 't.plusieurs_dossiers', 't.fiche', 't.dispositif_id'])
    .select(['d.code as dispositif_code', 'd.libelle as dispositif_libelle', 'd.regime as dispositif_regime'])

type Ligne = Awaited<ReturnType<ReturnType<typeof teleservices>['executeTakeFirstOrThrow']>>

function enTeleservice(ligne: Ligne, now: Date): Teleservice {
  const fiche = Fiche.parse(ligne.fiche)
  return {
    id: ligne.id,
    code: ligne.code,
    thematique: Thematique.parse(ligne.thematique),
    plusieurs_dossiers: ligne.plusieurs_dossiers,
    fiche,
    ouverture: ouverture(fiche.calendrier, now),
    dispositif: {
      id: ligne.dispositif_id,
      code: ligne.dispositif_code,
      libelle: ligne.dispositif_libelle,
      regime: ligne.dispositif_regime === 'public' ? 'public' : 'administration',
    },
  }
}

export async function lireTeleservice(
  ctx: Read,
  { params }: Input<typeof api.lireTeleservice>,
): Promise<Reply<typeof api.lireTeleservice>> {
  const { ouverture, ...t } = await lireParCode(ctx, params.code)
  return {
    ...t,
    ...ouverture,
    libelle_thematique: LIBELLES_THEMATIQUES[t.thematique],
    audience: ecrireAudience(t.fiche.pour_qui),
  }
}

export async function lireFormulaire(
  ctx: Read,
  { params }: Input<typeof api.lireFormulaire>,
): Promise<Reply<typeof api.lireFormulaire>> {
  const { id } = await lireParCode(ctx, params.code)
  const { id: version, numero, publiee_le } = await lireDerniereVersion(ctx, id)
  return { numero, publiee_le, definition: await lireDefinition(ctx, version) }
}
