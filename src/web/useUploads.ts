import { useCallback, useRef, useState } from 'react'
import { Echec } from './call.ts'
import type { Sending } from './upload.ts'

/** A file on its way, or that did not arrive. */
export type Upload = {
  id: number
  /** Where it goes: the list of a champ shows its own. */
  place: string
  name: string
  /** Share already sent, from 0 to 1. */
  share: number
  /** The network is away: it goes on by itself afterwards. */
  waiting?: boolean
  failure?: string
}

export type Send = (options: Required<Sending>) => Promise<void>

export type Uploads = {
  list: readonly Upload[]
  /** Some are on their way. */
  pending: boolean
  /** Sends a file after those already asked: several at once only slow each other on a school's line. */
  start(place: string, name: string, send: Send): void
  /** Says why a file was not even sent. */
  refuse(place: string, name: string, failure: string): void
  /** Stops it, or forgets its failure. */
  dismiss(id: number): void
}

let next = 1

/** Files being sent, one after another, each with its progress and its failure in words. */
export function useUploads(onFailure?: (failure: Echec) => void): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const queue = useRef<Promise<void>>(Promise.resolve())
  const aborts = useRef(new Map<number, AbortController>())

  const change = useCallback(
    (id: number, part: Partial<Upload>) => setList((l) => l.map((u) => (u.id === id ? { ...u, ...part } : u))),
    [],
  )
  const remove = useCallback((id: number) => setList((l) => l.filter((u) => u.id !== id)), [])

  const start: Uploads['start'] = (place, name, send) => {
    const id = next++
    const abort = new AbortController()
    aborts.current.set(id, abort)
    setList((l) => [...l.filter((u) => u.place !== place || !u.failure), { id, place, name, share: 0 }])
    queue.current = queue.current.then(async () => {
      if (abort.signal.aborted) return
      try {
        await send({
          onProgress: (share) => change(id, { share }),
          onWaiting: (waiting) => change(id, { waiting }),
          signal: abort.signal,
        })
        remove(id)
      } catch (cause) {
        const failure = cause instanceof Echec ? cause : new Echec(0, 'erreur', 'L’envoi n’a pas abouti : recommencez.')
        if (!abort.signal.aborted) change(id, { failure: failure.message })
        onFailure?.(failure)
      } finally {
        aborts.current.delete(id)
      }
    })
  }
  return {
    list,
    pending: list.some((u) => !u.failure),
    start,
    refuse: (place, name, failure) => setList((l) => [...l, { id: next++, place, name, share: 0, failure }]),
    dismiss: (id) => {
      aborts.current.get(id)?.abort()
      remove(id)
    },
  }
}
