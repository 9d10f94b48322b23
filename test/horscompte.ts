import * as api from '#domain/horscompte/api.ts'
import { contextOf, write } from '#server/platform/context.ts'
import { installerModeles } from '#server/teleservices/modeles.ts'
import { LYCEE } from './etablissements.ts'
import { SYSTEME } from './personas.ts'
import type { Portes } from './porte.ts'

/** The shipped téléservice that families begin without an account. */
export const CANTINE = 'aide-restauration'

export const VISITEUR = { prenom: 'Lina', nom: 'Morel', courriel: 'lina.morel@preau.example' }

export const demande = (champs: object = {}) => ({
  body: { teleservice: CANTINE, uai: LYCEE, ...VISITEUR, consentement: true as const, ...champs },
})

export const publierModeles = ({ kit }: Portes): Promise<unknown> =>
  write(contextOf(kit, SYSTEME), (ctx) => installerModeles(ctx))

/** The last mail to this address: the test server sends none, they wait in the outbox. */
export async function dernierCourriel({ kit }: Portes, courriel: string): Promise<{ sujet: string; texte: string }> {
  return kit.db
    .selectFrom('messagerie.courriel')
    .select(['sujet', 'texte'])
    .where('destinataire', '=', courriel)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
}

export const codeConfirmation = async (portes: Portes, courriel: string): Promise<string> =>
  /\b\d{6}\b/.exec((await dernierCourriel(portes, courriel)).texte)?.[0] ?? ''

/** What `preau.suivi` holds after this answer, as the browser sends it back. */
export function cookieDuSuivi(headers: Record<string, unknown>): string {
  const [cookie = ''] = [headers['set-cookie']].flat().map(String)
  return cookie.split(';')[0] ?? ''
}

export type Ouvert = { cle: string; code: string; cookie: string; courriel: string }

/** Asks, confirms: a draft without account, its code and its session. */
export async function unSansCompte(portes: Portes, champs: Partial<typeof VISITEUR> = {}): Promise<Ouvert> {
  const courriel = champs.courriel ?? VISITEUR.courriel
  const demandee = await portes.appeler(undefined, api.demanderOuverture, demande(champs))
  if (demandee.status !== 202) throw new Error(`Demande refusée : ${demandee.status} ${demandee.problem.detail}`)
  const ouverte = await portes.appeler(undefined, api.confirmerOuverture, {
    params: { id: demandee.body.demande },
    body: { code: await codeConfirmation(portes, courriel) },
  })
  if (ouverte.status !== 201) throw new Error(`Confirmation refusée : ${ouverte.status} ${ouverte.problem.detail}`)
  const { cle, code_de_suivi } = ouverte.body
  return { cle, code: code_de_suivi, cookie: cookieDuSuivi(ouverte.headers), courriel }
}

/** Forgets what was counted: each test begins with its whole measure. */
export async function oublierLesComptes({ kit }: Portes): Promise<void> {
  await kit.db.deleteFrom('comptes.limite').where('cle', 'like', 'horscompte%').execute()
}
