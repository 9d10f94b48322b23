import type { IncomingMessage } from 'node:http'
import { Refus } from '#domain/erreurs.ts'
import { nomSur } from '../../platform/doors.ts'
import { demander, EchecDeSortie } from '../../platform/sortie.ts'
import { type Connecteur, debutDe, type FichierPris, type Prenant, TAILLE_MAX } from './prise.ts'

/** A file behind one address. */
export const https: Connecteur<'https'> = {
  prendre: async (prenant, { adresse }) => ({ etat: 'pris', fichiers: [await telecharger(prenant, adresse)] }),
  gouter: async (prenant, { adresse }) => {
    const reponse = await appeler(prenant, adresse)
    return { status: reponse.statusCode ?? null, debut: await debutDe(reponse), total: null }
  },
}

/** Streams the file of an address to the store. Throws `EchecDeSortie` when it does not come whole. */
export async function telecharger(prenant: Prenant, adresse: string, nom?: string): Promise<FichierPris> {
  const reponse = await appeler(prenant, adresse)
  const annoncee = Number(reponse.headers['content-length'] ?? 0)
  if (annoncee > TAILLE_MAX) {
    reponse.destroy()
    throw new EchecDeSortie('reponse', `Le fichier annonce ${Math.round(annoncee / 1e6)} Mo : c’est trop.`)
  }
  try {
    return { ...(await prenant.files.receive(reponse, TAILLE_MAX)), nom: nom ?? nomDe(reponse, adresse) }
  } catch (cause) {
    if (cause instanceof Refus || cause instanceof EchecDeSortie) throw cause
    throw new EchecDeSortie('reponse', 'Le fichier s’est arrêté en chemin : il n’est pas complet.', { cause })
  }
}

/** GET with its line in the journal of exchanges; an answer out of 200 is an `EchecDeSortie` with the words of the peer. */
export async function appeler(
  prenant: Prenant,
  adresse: string,
  entetes?: Record<string, string>,
): Promise<IncomingMessage> {
  const debut = performance.now()
  const tache = `GET ${adresse.slice(0, 500)}`
  const noter = (reponse: number | null, erreur: string | null) =>
    prenant.noter({ tache, reponse, erreur, duree_ms: Math.round(performance.now() - debut) })
  try {
    const reponse = await demander(prenant.sorties, adresse, { entetes })
    if (reponse.statusCode === 200) {
      noter(200, null)
      return reponse
    }
    throw refusDe(reponse.statusCode ?? 0, await debutDe(reponse))
  } catch (erreur) {
    const dit = erreur instanceof EchecDeSortie ? erreur : undefined
    noter(dit?.status ?? null, dit?.message ?? String(erreur))
    throw erreur
  }
}

function refusDe(status: number, corps: string): EchecDeSortie {
  const raison = motsDe(corps)
  const dit = raison ? ` Il dit : « ${raison} »` : ''
  const phrase =
    status === 404
      ? 'Cette adresse ou ce jeu de données n’existe pas chez ce service.'
      : status === 401 || status === 403
        ? 'Ce service refuse l’accès.'
        : `Ce service a refusé la demande (réponse ${status}).`
  return new EchecDeSortie(status >= 500 ? 'injoignable' : 'refus', phrase + dit, { status })
}

/** What an error body says, when it says it as Opendatasoft does; a page of HTML says nothing useful. */
export function motsDe(corps: string): string | undefined {
  try {
    const { message, error_code } = JSON.parse(corps) as { message?: unknown; error_code?: unknown }
    const mots = typeof message === 'string' ? message : error_code
    return typeof mots === 'string' ? mots.slice(0, 300) : undefined
  } catch {
    return undefined
  }
}

function nomDe({ headers }: IncomingMessage, adresse: string): string {
  const dit = /filename\*?=(?:UTF-8'')?"?([^";]+)/i.exec(headers['content-disposition'] ?? '')?.[1]
  return nomSur(decoder(dit ?? new URL(adresse).pathname))
}

function decoder(nom: string): string {
  try {
    return decodeURIComponent(nom)
  } catch {
    return nom
  }
}
