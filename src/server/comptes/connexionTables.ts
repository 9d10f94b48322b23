import type { BetterAuthOptions } from 'better-auth'
import type { KyselyPlugin, PluginTransformQueryArgs, PluginTransformResultArgs, QueryResult, UnknownRow } from 'kysely'

/** Our tables and columns (migrations/…_comptes.sql) under the names that the sign-in library knows. */
export const TABLES = {
  user: {
    modelName: 'compte',
    fields: {
      name: 'nom',
      email: 'courriel',
      emailVerified: 'courriel_verifie',
      image: 'image',
      createdAt: 'cree_le',
      updatedAt: 'modifie_le',
    },
  },
  session: {
    modelName: 'session',
    fields: {
      userId: 'compte_id',
      token: 'jeton',
      expiresAt: 'expire_le',
      ipAddress: 'adresse_ip',
      userAgent: 'navigateur',
      createdAt: 'cree_le',
      updatedAt: 'modifie_le',
    },
  },
  account: {
    modelName: 'identifiant',
    fields: {
      userId: 'compte_id',
      providerId: 'fournisseur',
      accountId: 'identifiant_externe',
      password: 'mot_de_passe',
      accessToken: 'jeton_acces',
      refreshToken: 'jeton_rafraichissement',
      idToken: 'jeton_identite',
      accessTokenExpiresAt: 'jeton_acces_expire_le',
      refreshTokenExpiresAt: 'jeton_rafraichissement_expire_le',
      scope: 'portee',
      createdAt: 'cree_le',
      updatedAt: 'modifie_le',
    },
  },
  verification: {
    modelName: 'verification',
    fields: {
      identifier: 'identifiant',
      value: 'valeur',
      expiresAt: 'expire_le',
      createdAt: 'cree_le',
      updatedAt: 'modifie_le',
    },
  },
  rateLimit: {
    modelName: 'limite',
    fields: { key: 'cle', count: 'compte', lastRequest: 'derniere_demande' },
  },
} satisfies BetterAuthOptions

/** The library compares instants as `Date`; our connections give ISO text. Every instant column ends in `_le`. */
export class Instants implements KyselyPlugin {
  transformQuery({ node }: PluginTransformQueryArgs) {
    return node
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return { ...result, rows: result.rows.map(enDates) }
  }
}

function enDates(ligne: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(ligne).map(([nom, v]) => [nom, nom.endsWith('_le') && typeof v === 'string' ? new Date(v) : v]),
  )
}
