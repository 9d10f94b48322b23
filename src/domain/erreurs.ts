/** One champ in fault, or the whole when `champ` is empty. */
export type ErreurDeChamp = { champ: string; message: string }

/** The one error of the domain: a refusal that the person can understand and act upon. */
export class Refus extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429
  /** Stable: clients may test it. */
  readonly code: string
  readonly erreurs: ErreurDeChamp[]

  constructor(status: Refus['status'], code: string, message: string, erreurs: ErreurDeChamp[] = []) {
    super(message)
    this.name = 'Refus'
    this.status = status
    this.code = code
    this.erreurs = erreurs
  }
}

/** 404: it does not exist, or you may not know that it does. */
export const introuvable = (message: string) => new Refus(404, 'introuvable', message)

/** 403: it exists, you know it, but this act is not yours. */
export const interdit = (message: string) => new Refus(403, 'interdit', message)

/** 409: the present state forbids it. */
export const conflit = (code: string, message: string) => new Refus(409, code, message)

/** 422: well-formed but against a rule; names the champs in fault. */
export const invalide = (message: string, erreurs: ErreurDeChamp[] = []) => new Refus(422, 'invalide', message, erreurs)
