import { type AdresseTrouvee, lireAdresses } from '#domain/connecteurs/lecture/adresses.ts'
import type { Resultat } from '#domain/connecteurs/resultat.ts'
import type { Read } from '../platform/context.ts'
import { interroger, type Motif } from './interroger.ts'

const PROPOSITIONS = 6

/** The query of the Géoplateforme: 3 to 200 signs, the first a letter or a digit; nothing when it would be refused. */
export function demandeDAdresse(q: string): string | undefined {
  const net = q
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .trim()
    .slice(0, 200)
    .toWellFormed()
  return net.length < 3 ? undefined : `/search?${new URLSearchParams({ q: net, limit: String(PROPOSITIONS) })}`
}

/** Addresses that begin as this text, the likeliest first. */
export async function chercherAdresses(ctx: Read, q: string, motif: Motif): Promise<Resultat<AdresseTrouvee[]>> {
  const chemin = demandeDAdresse(q)
  if (!chemin) return { etat: 'introuvable', source: '', date: '', message: 'Écrivez au moins trois caractères.' }
  return interroger(ctx, {
    connecteur: 'geocodage',
    chemin,
    donnees: ['adresses'],
    motif,
    lire: lireAdresses,
  })
}
