import type { IncomingMessage } from 'node:http'
import { setTimeout as patienter } from 'node:timers/promises'
import { lireErreur } from '#domain/connecteurs/lecture/apiEntreprise.ts'
import { attenteDemandee, demanderUneFois, EchecDeSortie, type Sorties } from '../platform/sortie.ts'

/** What the other side answered, body read; `corps` is undefined when it is no JSON. */
export type Reponse = { statut: number; corps: unknown; attente: number | undefined; essais: number }

export type Appel = { adresse: string; entetes: Record<string, string>; delai: number }

/** What the tests replace. */
export type Temps = { attendre(ms: number): Promise<void>; hasard(): number; maintenant(): number }
export const TEMPS: Temps = { attendre: (ms) => patienter(ms), hasard: Math.random, maintenant: Date.now }

const REPRISES = 2
const A_REPRENDRE = [429, 502, 503, 504]
/** Somebody waits before a form: what asks for longer is left to the circuit. */
const ATTENTE_MAX = 2_000
const TAILLE_MAX = 2_000_000

/** Really calls: one try and two more on 429, 502, 503 and 504 only. Throws `EchecDeSortie`. */
export async function appeler(sorties: Sorties, appel: Appel, temps: Temps = TEMPS): Promise<Reponse> {
  for (let essais = 1; ; essais++) {
    const reponse = await unEssai(sorties, appel, temps)
    const { statut, attente } = reponse
    if (!A_REPRENDRE.includes(statut) || essais > REPRISES || (attente ?? 0) > ATTENTE_MAX)
      return { ...reponse, essais }
    // Full jitter: many instances that were refused together do not come back together.
    await temps.attendre(attente ?? Math.round(200 * 2 ** essais * (0.5 + temps.hasard() / 2)))
  }
}

async function unEssai(
  sorties: Sorties,
  { adresse, entetes, delai }: Appel,
  temps: Temps,
): Promise<Omit<Reponse, 'essais'>> {
  const debut = temps.maintenant()
  const reponse = await demanderUneFois(sorties, adresse, {
    entetes: { accept: 'application/json', ...entetes },
    delai,
  })
  const texte = await lireTexte(reponse, Math.max(1, delai - (temps.maintenant() - debut)))
  const corps = enJson(texte)
  const secondes = lireErreur(corps)?.attente
  const dite = attenteDemandee(reponse, temps.maintenant())
  return {
    statut: reponse.statusCode ?? 0,
    corps,
    attente: reponse.statusCode === 200 ? undefined : (dite ?? (secondes === undefined ? undefined : secondes * 1_000)),
  }
}

/** The body, whole and in time: a peer that sends one byte at a time, or no end, does not hold us. */
async function lireTexte(reponse: IncomingMessage, delai: number): Promise<string> {
  const coupure = setTimeout(
    () => reponse.destroy(new EchecDeSortie('delai', 'Ce service met trop de temps à répondre.')),
    delai,
  )
  const morceaux: Buffer[] = []
  let taille = 0
  try {
    for await (const morceau of reponse) {
      taille += morceau.length
      if (taille > TAILLE_MAX) throw new EchecDeSortie('reponse', 'La réponse de ce service est démesurée.')
      morceaux.push(morceau)
    }
  } catch (cause) {
    if (cause instanceof EchecDeSortie) throw cause
    throw new EchecDeSortie('injoignable', 'La réponse de ce service a été coupée.', { cause })
  } finally {
    clearTimeout(coupure)
  }
  return Buffer.concat(morceaux).toString('utf8')
}

function enJson(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return undefined
  }
}
