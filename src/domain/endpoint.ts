import type { z } from 'zod'

/** A door's schema, or nothing when the door takes none. */
export type Schema = z.ZodType

/**
 * One door of the API, as a value: the server opens it, the screens call it, OpenAPI describes it.
 * `path` stands below `/api/v1`, with `:name` for its params.
 */
export type Endpoint<
  P extends Schema | undefined = Schema | undefined,
  Q extends Schema | undefined = Schema | undefined,
  B extends Schema | undefined = Schema | undefined,
  R extends Schema | undefined = Schema | undefined,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  summary: string
  description?: string
  params?: P
  query?: Q
  body?: B
  reply?: R
  /** Bytes of JSON that the door reads; a million when absent. */
  bodyLimit?: number
  /** Takes one file as multipart/form-data, in the field `fichier`. */
  upload?: boolean
  /** Answers a file of this media type instead of JSON. */
  download?: string
  /** 201 for a created thing, 202 for work that goes on after the answer. */
  status?: 200 | 201 | 202
  /** Answers without an account. */
  anonymous?: boolean
  /** Answers also to who follows one dossier without an account; all other doors refuse them before anything is read. */
  demandeur?: boolean
  /** A promise to outside applications: its shape only grows. */
  public?: boolean
}

/** Declares a door, keeping the exact types of its schemas. */
export function endpoint<
  P extends Schema | undefined = undefined,
  Q extends Schema | undefined = undefined,
  B extends Schema | undefined = undefined,
  R extends Schema | undefined = undefined,
>(door: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> {
  return door
}

type Out<S> = S extends Schema ? z.output<S> : undefined
type In<S> = S extends Schema ? z.input<S> : undefined

/** What the server receives, once parsed. */
export type Input<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R> ? { params: Out<P>; query: Out<Q>; body: Out<B> } : never

/** What the act gives back: extra keys are stripped by the reply schema before they leave. */
export type Reply<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? In<R> : never

/** What a screen sends. */
export type Call<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? (P extends Schema ? { params: In<P> } : { params?: undefined }) &
        (Q extends Schema ? { query?: In<Q> } : { query?: undefined }) &
        (B extends Schema ? { body: In<B> } : { body?: undefined })
    : never

/** What a screen receives. */
export type Answer<E> = E extends Endpoint<infer _P, infer _Q, infer _B, infer R> ? Out<R> : never
