import * as z from 'zod'
import type { Answer } from '#domain/endpoint.ts'
import { type demanderOuverture, EtablissementChoisi } from '#domain/horscompte/api.ts'

const Gardee = z.object({
  recherche: z.string(),
  etablissement: EtablissementChoisi.nullable(),
  prenom: z.string(),
  nom: z.string(),
  courriel: z.string(),
  consentement: z.boolean(),
  /** Sent: its code is awaited; where no mail leaves, it is said with it. */
  demande: z.object({ id: z.string(), expire_le: z.string(), demonstration: z.string().nullable() }).nullable(),
})
/** What is typed before the dossier exists: kept in this tab, so that a reload loses nothing. */
export type Gardee = z.infer<typeof Gardee>

export const VIDE: Gardee = {
  recherche: '',
  etablissement: null,
  prenom: '',
  nom: '',
  courriel: '',
  consentement: false,
  demande: null,
}

/** What is kept of the answer to a demande. */
export const demandeDe = (recue: Answer<typeof demanderOuverture>): Gardee['demande'] => ({
  id: recue.demande,
  expire_le: recue.expire_le,
  demonstration: recue.code_de_demonstration,
})

const cle = (code: string) => `preau.sans-compte.${code}`

export function retrouver(code: string): Gardee {
  try {
    return Gardee.catch(VIDE).parse(JSON.parse(sessionStorage.getItem(cle(code)) ?? 'null'))
  } catch {
    return VIDE
  }
}

export function garder(code: string, saisie: Gardee): void {
  try {
    sessionStorage.setItem(cle(code), JSON.stringify(saisie))
  } catch {
    // Storage refused by the browser: the page still holds it.
  }
}

export function oublier(code: string): void {
  try {
    sessionStorage.removeItem(cle(code))
  } catch {
    // Nothing was kept.
  }
}
