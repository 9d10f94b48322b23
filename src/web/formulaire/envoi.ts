import { enregistrerReponses } from '#domain/dossiers/api.ts'
import type { Changements } from '#domain/formulaire/saisie.ts'
import { adresseDe, atteindre } from '#web/call.ts'
import type { Enregistre } from './enregistrement.ts'

/** What browsers let a page send while it goes away (64 KiB for all such calls together). */
const MAXIMUM_EN_PARTANT = 60_000

/** Sends changes of a draft; when the page is going away, in a way that outlives it. Rejects with `Echec`. */
export async function envoyerChangements(
  cle: string,
  changements: Changements,
  quittant: boolean,
): Promise<Enregistre> {
  const body = JSON.stringify({ reponses: changements })
  const reponse = await atteindre(adresseDe(enregistrerReponses, { params: { cle } }), {
    method: enregistrerReponses.method,
    headers: { 'content-type': 'application/json' },
    body,
    keepalive: quittant && new TextEncoder().encode(body).length < MAXIMUM_EN_PARTANT,
  })
  return (await reponse.json()) as Enregistre
}
