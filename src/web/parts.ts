import { abandonnerEnvoi, type Envoi, envoyerMorceau, lireEnvoi } from '#domain/dossiers/api-pieces.ts'
import { call, Echec } from './call.ts'
import { type Sending, upload } from './upload.ts'

/** Above, a file goes in parts: a cut costs one of them, not the whole. */
export const EN_MORCEAUX = 5_000_000

/** Seconds before each new try; the last one again and again: the person stops it, or the network comes back. */
const ATTENTES = [1, 2, 5, 10, 20, 30]

type Port = {
  send(envoi: Envoi, part: Blob, sending: Sending): Promise<Envoi>
  where(id: string, signal: AbortSignal): Promise<Envoi>
  forget(id: string): Promise<unknown>
  wait(seconds: number, signal: AbortSignal): Promise<void>
}

/**
 * Sends a file part after part, then has it finished. Through a cut it waits for the network, asks the server where it stands
 * and goes on from there. Rejects with `Echec` when it is refused or stopped.
 */
export async function uploadInParts<T>(
  start: () => Promise<Envoi>,
  finish: (id: string, signal: AbortSignal) => Promise<T>,
  file: File,
  { onProgress, onWaiting, signal }: Required<Sending>,
  port: Port = PORT,
): Promise<T> {
  const patient = persevere(port, signal, onWaiting)
  let envoi = await patient(start)
  try {
    while (envoi.recu < file.size) {
      const { id, recu, morceau_max } = envoi
      const part = file.slice(recu, recu + morceau_max)
      const share = (s: number) => onProgress((recu + s * part.size) / file.size)
      envoi = await patient(
        () => port.send(envoi, part, { onProgress: share, onWaiting, signal }),
        // What was cut may have arrived all the same.
        () => port.where(id, signal),
      )
      onProgress(envoi.recu / file.size)
    }
    return await patient(() => finish(envoi.id, signal))
  } catch (cause) {
    if (signal.aborted) await port.forget(envoi.id).catch(() => {})
    throw cause
  }
}

/** Tries until the network lets it through; after a cut, `resume` takes the place of the first try. */
const persevere =
  (port: Port, signal: AbortSignal, onWaiting: (waiting: boolean) => void) =>
  async <T>(first: () => Promise<T>, resume = first): Promise<T> => {
    for (let tries = 0; ; tries += 1) {
      try {
        const answer = await (tries === 0 ? first() : resume())
        onWaiting(false)
        return answer
      } catch (cause) {
        const misplaced = cause instanceof Echec && cause.code === 'mauvaise_place'
        if (signal.aborted || !(misplaced || isPassing(cause)) || (misplaced && tries > 0)) throw cause
        if (misplaced) continue
        onWaiting(true)
        await port.wait(ATTENTES[Math.min(tries, ATTENTES.length - 1)] ?? 30, signal)
      }
    }
  }

/** A fault of the line or of a restarting server, not a refusal. */
const isPassing = (cause: unknown): boolean =>
  cause instanceof Echec && (cause.code === 'hors_ligne' || cause.status === 429 || cause.status >= 502)

const PORT: Port = {
  send: (envoi, part, sending) =>
    upload(envoyerMorceau, { params: { id: envoi.id }, query: { debut: envoi.recu } }, part, sending),
  where: (id, signal) => call(lireEnvoi, { params: { id } }, signal),
  forget: (id) => call(abandonnerEnvoi, { params: { id } }),
  wait: attendre,
}

/** Ends with the time, with the network's return, or when the sending is stopped. */
function attendre(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const fin = () => {
      clearTimeout(minuterie)
      window.removeEventListener('online', fin)
      signal.removeEventListener('abort', fin)
      if (signal.aborted) reject(new Echec(0, 'annule', 'L’envoi a été annulé.'))
      else resolve()
    }
    const minuterie = setTimeout(fin, seconds * 1_000)
    window.addEventListener('online', fin)
    signal.addEventListener('abort', fin)
  })
}
