import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { MOT_DE_PASSE } from '#server/comptes/demonstration.ts'
import { lireConfig } from '#server/platform/config.ts'
import { createLogger } from '#server/platform/http.ts'
import { createServer, type Server } from '#server/server.ts'

export type ServeurDuBanc = Server & {
  /** Signs in through the real door, with the password of the demonstration; gives who calls. */
  entrer(courriel: string): Promise<Appelant>
}

/** Calls the doors as one person; throws on any answer that is not a success, unless `attendus` has its status. */
export type Appelant = (
  requete: InjectOptions & { url: string; attendus?: number[] },
) => Promise<LightMyRequestResponse>

/** A server on a prepared base, called without the network: no screens, no logs. */
export async function ouvrirServeur(url: string, dossier: string, work: boolean): Promise<ServeurDuBanc> {
  const env = {
    PREAU_DOSSIER: dossier,
    PREAU_SECRET: 'secret-des-bancs-secret-des-bancs-secret',
    PREAU_JOURNAUX: 'silent',
  }
  const config = lireConfig(env, [])
  const serveur = await createServer(config, url, createLogger(config), { work, screens: false })
  await serveur.fastify.ready()
  let appels = 0
  const injecter = (requete: InjectOptions) => {
    appels += 1
    // A new address each time: the limit of calls by address must not be what is measured.
    return serveur.fastify.inject({
      ...requete,
      remoteAddress: `10.${(appels >> 16) & 255}.${(appels >> 8) & 255}.${appels & 255}`,
    })
  }
  return {
    ...serveur,
    entrer: async (courriel) => {
      const entree = await injecter({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        payload: { email: courriel, password: MOT_DE_PASSE },
      })
      const cookie = entree.cookies.map((c) => `${c.name}=${encodeURIComponent(c.value)}`).join('; ')
      if (entree.statusCode !== 200) throw new Error(`${courriel} n’entre pas : ${entree.statusCode} ${entree.body}`)
      return async ({ attendus = [], ...requete }) => {
        const reponse = await injecter({ ...requete, headers: { cookie, ...requete.headers } })
        if (reponse.statusCode >= 300 && !attendus.includes(reponse.statusCode))
          throw new Error(`${requete.method ?? 'GET'} ${requete.url} : ${reponse.statusCode} ${reponse.body}`)
        return reponse
      }
    },
  }
}
