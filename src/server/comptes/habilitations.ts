import type { Habilitation, Perimetre } from '#domain/acteur.ts'
import { conflit, introuvable, invalide } from '#domain/erreurs.ts'
import { journaliser } from '../journal/journaliser.ts'
import type { Write } from '../platform/context.ts'
import { exigerGestion, lirePersonne } from './ouverture.ts'

/** Lets a person act for an établissement from `depuis` (day, included). One habilitation in force by établissement. */
export async function habiliter(
  ctx: Write,
  personne: number,
  { uai, fonction, depuis }: Habilitation & { depuis: string },
): Promise<void> {
  exigerGestion(ctx)
  const { role } = await lirePersonne(ctx, personne)
  if (role !== 'etablissement')
    throw invalide('Seule une personne d’établissement peut être habilitée à agir pour lui.')
  const connu = await ctx.db
    .selectFrom('referentiel.etablissement')
    .select('uai')
    .where('uai', '=', uai)
    .executeTakeFirst()
  if (!connu) throw introuvable(`L’établissement ${uai} n’est pas dans le référentiel.`)
  const creee = await ctx.db
    .insertInto('comptes.habilitation')
    .values({ personne_id: personne, uai, fonction, depuis })
    .onConflict((c) => c.columns(['personne_id', 'uai']).where('jusque', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!creee) throw conflit('deja_habilitee', 'Cette personne agit déjà pour cet établissement.')
  await journaliser(ctx, 'habilitation_donnee', { genre: 'personne', cle: String(personne), uai }, { fonction, depuis })
}

/** Adds a territory to those an agent follows; giving it again changes nothing. */
export async function donnerPerimetre(ctx: Write, personne: number, { genre, code }: Perimetre): Promise<void> {
  exigerGestion(ctx)
  const { role } = await lirePersonne(ctx, personne)
  if (role !== 'agent') throw invalide('Un périmètre se donne à un agent.')
  if ((genre === 'tout') !== (code === ''))
    throw invalide('Indiquez le code du territoire, sauf pour tout le territoire.')
  const cree = await ctx.db
    .insertInto('comptes.perimetre')
    .values({ personne_id: personne, genre, code })
    .onConflict((c) => c.columns(['personne_id', 'genre', 'code']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (cree) await journaliser(ctx, 'perimetre_donne', { genre: 'personne', cle: String(personne) }, { genre, code })
}
