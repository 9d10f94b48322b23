import {
  keepPreviousData,
  QueryClient,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { Answer, Call, Endpoint } from '#domain/endpoint.ts'
import type { ErreurDeChamp } from '#domain/erreurs.ts'

/** A refusal of the server, in words, with its champs. */
export class Echec extends Error {
  readonly status: number
  readonly code: string
  readonly erreurs: ErreurDeChamp[]

  constructor(status: number, code: string, message: string, erreurs: ErreurDeChamp[] = []) {
    super(message)
    this.status = status
    this.code = code
    this.erreurs = erreurs
  }
}

const PREFIXE = '/api/v1'

type AnyCall = { params?: object; query?: object; body?: unknown }

/** The address of a door with its params and query filled; also used for download links. */
export function adresseDe(door: Endpoint, { params, query }: AnyCall = {}): string {
  const chemin = door.path.replace(/:(\w+)/g, (_, nom: string) =>
    encodeURIComponent(String((params as Record<string, unknown> | undefined)?.[nom] ?? '')),
  )
  const recherche = new URLSearchParams()
  for (const [cle, valeur] of Object.entries(query ?? {}))
    if (valeur !== undefined && valeur !== null && valeur !== '') recherche.append(cle, String(valeur))
  const suite = recherche.toString()
  return PREFIXE + chemin + (suite ? `?${suite}` : '')
}

/** Calls a door; throws `Echec` on a refusal, and a readable one when the network is away. */
export async function call<E extends Endpoint>(door: E, appel: Call<E>, signal?: AbortSignal): Promise<Answer<E>> {
  const { body } = appel as AnyCall
  const reponse = await atteindre(adresseDe(door, appel as AnyCall), {
    method: door.method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  })
  if (reponse.status === 204) return undefined as Answer<E>
  return (await reponse.json()) as Answer<E>
}

/** `fetch` that turns every failure into an `Echec`. */
export async function atteindre(url: string, init: RequestInit): Promise<Response> {
  let reponse: Response
  try {
    reponse = await fetch(url, { credentials: 'same-origin', ...init })
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause
    throw new Echec(0, 'hors_ligne', 'La connexion est interrompue : vérifiez votre réseau puis réessayez.')
  }
  if (reponse.ok) return reponse
  throw echecDe(reponse.status, await reponse.json().catch(() => ({})))
}

/** The refusal that a problem document (RFC 9457) tells; a readable one when the body is something else. */
export function echecDe(status: number, corps: unknown): Echec {
  const p = (corps ?? {}) as { type?: string; detail?: string; erreurs?: ErreurDeChamp[] }
  const detail = p.detail ?? 'Le serveur n’a pas répondu correctement. Réessayez dans un instant.'
  return new Echec(status, p.type?.split('/').pop() ?? 'erreur', detail, p.erreurs)
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (essais, erreur) =>
        !(erreur instanceof Echec && erreur.status >= 400 && erreur.status < 500) && essais < 2,
    },
  },
})

const cleDe = (door: Endpoint, appel: AnyCall) => [door.method, door.path, appel.params ?? null, appel.query ?? null]

/** `version` is what the answer depends on beside the call, such as the state of a work in progress: it changes, one reads again. */
type ReadOptions = { enabled?: boolean; refetchInterval?: number; keep?: boolean; version?: string }

/** Reads a door and keeps its answer; with `keep`, the former answer stays while filters change. */
export function useRead<E extends Endpoint>(
  door: E,
  appel: Call<E>,
  options: ReadOptions = {},
): UseQueryResult<Answer<E>, Echec> {
  return useQuery<Answer<E>, Echec>({
    queryKey:
      options.version === undefined
        ? cleDe(door, appel as AnyCall)
        : [...cleDe(door, appel as AnyCall), options.version],
    queryFn: ({ signal }) => call(door, appel, signal),
    enabled: options.enabled,
    refetchInterval: options.refetchInterval,
    placeholderData: options.keep ? keepPreviousData : undefined,
  })
}

/** Puts an answer in the cache, when an act has just given it. */
export function useRemember() {
  const client = useQueryClient()
  return <E extends Endpoint>(door: E, appel: Call<E>, answer: Answer<E>) =>
    client.setQueryData(cleDe(door, appel as AnyCall), answer)
}

export type Act<E extends Endpoint> = {
  /** Runs the act; resolves to its answer, or undefined when it was refused (see `failure`). */
  run(appel: Call<E>): Promise<Answer<E> | undefined>
  pending: boolean
  failure: Echec | null
  /** The message of one champ, to be shown beside it. */
  error(champ: string): string | undefined
  reset(): void
}

/** An act of a screen. What was read is read again after it, unless `quiet`. */
export function useAct<E extends Endpoint>(door: E, { quiet = false }: { quiet?: boolean } = {}): Act<E> {
  const client = useQueryClient()
  const mutation = useMutation<Answer<E>, Echec, Call<E>>({ mutationFn: (appel) => call(door, appel) })
  return {
    run: async (appel) => {
      try {
        const answer = await mutation.mutateAsync(appel)
        if (!quiet) await client.invalidateQueries()
        return answer
      } catch {
        return undefined
      }
    },
    pending: mutation.isPending,
    failure: mutation.error,
    error: (champ) => mutation.error?.erreurs.find((e) => e.champ === champ)?.message,
    reset: mutation.reset,
  }
}
