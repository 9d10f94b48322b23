import { betterAuth } from 'better-auth'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import type { FastifyBaseLogger } from 'fastify'
import { DUREE_SESSION, MOT_DE_PASSE_MAX, MOT_DE_PASSE_MIN, REPOS_SESSION } from '#domain/comptes/connexion.ts'
import type { Kit } from '../platform/context.ts'
import { Instants, TABLES } from './connexionTables.ts'
import { compterEssai, compterLien, oublierEssais } from './essais.ts'
import { noterConnexion, noterMotDePasseChange, noterMotDePasseOublie, noterSessionRevoquee } from './suivi.ts'

export type Connexion = ReturnType<typeof ouvrirConnexion>

/** Headers that only the server sets on what it hands to the library: the address and the id of the request. */
export const ENTETE_ADRESSE = 'x-preau-adresse'
export const ENTETE_REQUETE = 'x-preau-requete'

/** Paths whose success may close other sessions of the same person. */
const REVOCATIONS = ['/revoke-session', '/revoke-sessions', '/revoke-other-sessions']

/** Sign-in, sessions and passwords: better-auth on our tables, with our limits and our journal. */
export function ouvrirConnexion(kit: Kit, journaux: FastifyBaseLogger) {
  const { config } = kit
  return betterAuth({
    ...TABLES,
    appName: 'Préau',
    baseURL: config.adresse,
    basePath: '/api/auth',
    secret: config.secret,
    database: { db: kit.db.withPlugin(new Instants()), type: 'postgres', schemaName: 'comptes', transaction: true },
    // The site may be reached by another name than its public address (127.0.0.1, an internal name), or by https through
    // a proxy. A page cannot choose the Host that its browser sends: an origin on the host of the request is the site.
    trustedOrigins: (request) => (request ? ['http', 'https'].map((s) => `${s}://${new URL(request.url).host}`) : []),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MOT_DE_PASSE_MIN,
      maxPasswordLength: MOT_DE_PASSE_MAX,
      resetPasswordTokenExpiresIn: 3600,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user }, request) => noterMotDePasseOublie(kit, user.id, requeteDe(request?.headers)),
      onPasswordReset: ({ user }, request) => noterMotDePasseChange(kit, user.id, requeteDe(request?.headers)),
    },
    // The absolute end; the end by inactivity is decided by `acteur.ts`, which sees every request.
    session: { ...TABLES.session, expiresIn: DUREE_SESSION / 1000, disableSessionRefresh: true },
    rateLimit: {
      ...TABLES.rateLimit,
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        // A whole lycée shares one address: this bound stops machines, the one by account (essais.ts) stops guesses.
        '/sign-in/email': { window: 600, max: config.essais.parAdresse },
        '/request-password-reset': { window: 3600, max: config.essais.parAdresse },
        '/get-session': false,
      },
    },
    advanced: {
      cookiePrefix: 'preau',
      useSecureCookies: config.adresse.startsWith('https:'),
      ipAddress: { ipAddressHeaders: [ENTETE_ADRESSE], ipv6Subnet: 64 },
      // The library relaxes both when it believes it is being tested: our tests check the real thing.
      disableCSRFCheck: false,
      disableOriginCheck: false,
    },
    databaseHooks: {
      session: { create: { before: (session) => refuserInactif(kit, session.userId) } },
    },
    hooks: {
      before: createAuthMiddleware(async (ctx) => {
        const courriel = String(ctx.body?.email ?? '')
        if (ctx.path === '/sign-in/email') await compterEssai(kit, courriel, adresseDe(ctx.headers))
        if (ctx.path === '/request-password-reset') await compterLien(kit, courriel)
        // A password that changes closes the sessions opened with the old one.
        if (ctx.path === '/change-password')
          return { context: { ...ctx, body: { ...ctx.body, revokeOtherSessions: true } } }
      }),
      after: createAuthMiddleware(async (ctx) => {
        const { newSession, session, returned } = ctx.context
        if (returned instanceof Error) return
        const requete = requeteDe(ctx.headers)
        if (ctx.path === '/sign-in/email' && newSession) {
          await purgerSessions(kit)
          await oublierEssais(kit, newSession.user.email, adresseDe(ctx.headers))
          await noterConnexion(kit, newSession.user.id, requete)
        }
        if (ctx.path === '/change-password' && newSession) await noterMotDePasseChange(kit, newSession.user.id, requete)
        if (REVOCATIONS.includes(ctx.path) && session) await noterSessionRevoquee(kit, session.user.id, requete)
      }),
    },
    onAPIError: { throw: true },
    telemetry: { enabled: false },
    logger: { level: 'error', log: (_niveau, message) => journaux.error({ connexion: message }, 'connexion') },
  })
}

async function refuserInactif(kit: Kit, compte: string): Promise<void> {
  const personne = await kit.db
    .selectFrom('comptes.personne')
    .select('id')
    .where('compte_id', '=', compte)
    .where('active', '=', true)
    .executeTakeFirst()
  if (!personne) throw new APIError('FORBIDDEN', { code: 'COMPTE_INACTIF', message: 'Inactive account' })
}

/** Sessions hold an address and a browser, personal data: they go when they end, at somebody's next sign-in. */
async function purgerSessions(kit: Kit): Promise<void> {
  const maintenant = new Date()
  await kit.db
    .deleteFrom('comptes.session')
    .where((ou) =>
      ou.or([
        ou('expire_le', '<', maintenant.toISOString()),
        ou('modifie_le', '<', new Date(maintenant.getTime() - REPOS_SESSION).toISOString()),
      ]),
    )
    .execute()
}

const requeteDe = (entetes: Headers | undefined): string => entetes?.get(ENTETE_REQUETE) ?? 'interne'
const adresseDe = (entetes: Headers | undefined): string => entetes?.get(ENTETE_ADRESSE) ?? 'inconnue'
