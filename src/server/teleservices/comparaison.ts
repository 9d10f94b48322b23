import type { Input, Reply } from '#domain/endpoint.ts'
import { introuvable } from '#domain/erreurs.ts'
import { differences } from '#domain/formulaire/difference.ts'
import type { Ebauche } from '#domain/formulaire/ebauche.ts'
import type * as api from '#domain/teleservices/api-formulaires.ts'
import type { Read } from '../platform/context.ts'
import { lireBrouillon } from './brouillons.ts'
import { lireTeleserviceDessine } from './dessin.ts'
import { lireDefinitionEntiere } from './versions.ts'

type Lecture = typeof api.lireVersion

export async function lireVersion(ctx: Read, { params }: Input<Lecture>): Promise<Reply<Lecture>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const version = await trouverVersion(ctx, id, params.numero)
  return { ...version, definition: await lireDefinitionEntiere(ctx, version.id) }
}

type Comparaison = typeof api.comparerVersions

export async function comparerVersions(ctx: Read, { params, query }: Input<Comparaison>): Promise<Reply<Comparaison>> {
  const { id } = await lireTeleserviceDessine(ctx, params.code)
  const lire = async (quelle: number | 'brouillon'): Promise<Ebauche> =>
    quelle === 'brouillon'
      ? (await lireBrouillon(ctx, id)).definition
      : lireDefinitionEntiere(ctx, (await trouverVersion(ctx, id, quelle)).id)
  return { changements: differences(await lire(query.de), await lire(query.a)) }
}

async function trouverVersion(ctx: Read, teleservice: number, numero: number) {
  const version = await ctx.db
    .selectFrom('teleservices.version')
    .select(['id', 'numero', 'publiee_le', 'publiee_par', 'note'])
    .where('teleservice_id', '=', teleservice)
    .where('numero', '=', numero)
    .executeTakeFirst()
  if (!version) throw introuvable('Cette version n’existe pas.')
  return version
}
