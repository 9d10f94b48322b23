import type { Input, Reply } from '#domain/endpoint.ts'
import type * as api from '#domain/referentiel/api.ts'
import type { Read, Write } from '../platform/context.ts'
import { lireLignes } from './lignes.ts'
import { type Demande, enElement, identifiants, lireDemande, type Mots, paginer, requeteDe, sitesDe } from './liste.ts'
import { corriger } from './mots.ts'
import { trouverRedirection } from './redirection.ts'

type Porte = typeof api.chercherEtablissements

/**
 * One page of visible établissements. Each word typed must begin a word of the name, the commune or the postal code,
 * or of one of their sites; when nothing answers, unknown words are replaced by their nearest neighbours. The number of
 * queries does not depend on the rows, the filters or the columns.
 */
export async function chercher(ctx: Read, { query }: Input<Porte>): Promise<Reply<Porte>> {
  const { page, par_page } = query
  const demande = await lireDemande(ctx, query)
  const suite = demande.recherche.uai ? await trouverRedirection(ctx, demande.recherche.uai) : undefined
  if (suite) {
    const menee = await chercher(ctx, { params: undefined, query: { ...query, recherche: suite.uai }, body: undefined })
    if (menee.total > 0) return { ...menee, redirige_de: suite }
  }
  const exacte = await requeteDe(ctx, demande)
  const trouves = await pageDe(ctx, demande, exacte, query)
  const approchante = trouves.total === 0 ? await approcher(ctx, demande) : undefined
  if (!approchante) return { page, par_page, approchante: false, ...trouves }
  return { page, par_page, approchante: true, ...(await pageDe(ctx, demande, approchante, query)) }
}

/** The words of the search replaced by their neighbours; undefined when there is nothing to correct. */
export async function approcher(ctx: Read | Write, demande: Demande): Promise<Mots | undefined> {
  const corriges = await corriger(ctx, demande.recherche.mots)
  return corriges && { mots: corriges, entiers: true, sites: await sitesDe(ctx, corriges, '') }
}

/** All that answers, in its order, as the list itself: the nearest names when nothing is written so. */
export async function trouverTous(ctx: Read | Write, demande: Demande): Promise<number[]> {
  const ids = await identifiants(ctx, demande, await requeteDe(ctx, demande))
  if (ids.length > 0) return ids
  const voisins = await approcher(ctx, demande)
  return voisins ? identifiants(ctx, demande, voisins) : []
}

async function pageDe(
  ctx: Read,
  demande: Demande,
  mots: Mots,
  { page, par_page }: { page: number; par_page: number },
): Promise<Pick<Reply<Porte>, 'total' | 'elements'>> {
  const { total, ids } = await paginer(ctx, demande, mots, { page, par_page })
  if (ids.length === 0) return { total, elements: [] }
  const lignes = await lireLignes(ctx, ids, demande.colonnes)
  return {
    total,
    elements: lignes.map((l) => {
      const site = mots.sites.get(l.uai)
      return { ...enElement(l, demande), ...(site === undefined ? {} : { site }) }
    }),
  }
}

/** The table's checks allow exactly the words of the API. */
export function enResume<L extends { type: string; secteur: string | null; etat: string }>(ligne: L) {
  return ligne as L & Pick<api.EtablissementResume, 'type' | 'secteur' | 'etat'>
}
