import type { Answer, Call, Endpoint } from '#domain/endpoint.ts'
import { adresseDe, Echec, echecDe } from './call.ts'

type AnyCall = { params?: object; query?: object }

/** How a file goes, told while it goes. */
export type Sending = {
  /** Share already sent, from 0 to 1. */
  onProgress?: (share: number) => void
  /** It waits for the network, or no longer does. */
  onWaiting?: (waiting: boolean) => void
  signal?: AbortSignal
}

type Options = Sending & {
  /** Other fields of the form, sent before the file. */
  champs?: Record<string, string>
}

/** Sends one file to a door; rejects with `Echec`. `fetch` does not tell how far a file has gone, XMLHttpRequest does. */
export function upload<E extends Endpoint>(
  door: E,
  appel: Omit<Call<E>, 'body'>,
  fichier: Blob,
  { champs = {}, onProgress, signal }: Options = {},
): Promise<Answer<E>> {
  return new Promise((resolve, reject) => {
    const requete = new XMLHttpRequest()
    const corps = new FormData()
    for (const [nom, valeur] of Object.entries(champs)) corps.append(nom, valeur)
    corps.append('fichier', fichier)
    requete.open(door.method, adresseDe(door, appel as AnyCall))
    requete.upload.addEventListener('progress', (e) => {
      if (e.lengthComputable) onProgress?.(e.loaded / e.total)
    })
    requete.addEventListener('load', () => {
      const lu = lire(requete.responseText)
      if (requete.status >= 200 && requete.status < 300) resolve(lu as Answer<E>)
      else reject(echecDe(requete.status, lu))
    })
    requete.addEventListener('error', () =>
      reject(new Echec(0, 'hors_ligne', 'L’envoi a été interrompu : vérifiez votre réseau puis recommencez.')),
    )
    requete.addEventListener('abort', () => reject(new Echec(0, 'annule', 'L’envoi a été annulé.')))
    signal?.addEventListener('abort', () => requete.abort())
    requete.send(corps)
  })
}

function lire(texte: string): unknown {
  try {
    return JSON.parse(texte)
  } catch {
    return {}
  }
}
