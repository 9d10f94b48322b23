import {
  APPELS_PAR_MINUTE,
  CONNECTEURS,
  type CodeConnecteur,
  type Connecteur,
  type Pilote,
} from '#domain/connecteurs/liste.ts'
import type { Kit, Read, Write } from '../platform/context.ts'
import { autorise } from '../platform/sortie.ts'
import { dechiffrer, finDuJeton } from './coffre.ts'

export type EnVigueur = Connecteur & {
  code: CodeConnecteur
  pilote: Pilote
  /** Chosen by hand; null when Préau decides. */
  pilote_regle: Pilote | null
  destinataire_siret: string | null
  /** Number of the DataPass, and the text it rests on: due by services about persons. */
  habilitation: string | null
  fondement: string | null
  appels_par_minute: number
  secret: string | undefined
  /** A key is stored that this server cannot open: its own secret has changed. */
  secret_illisible: boolean
  secret_fin: string | null
  par_environnement: boolean
  modifie_le: string | null
  modifie_par: string | null
}

/** A connector as it works now: as shipped, with what an administrator changed and the key in clear. */
export async function lireReglage(ctx: Read | Write, code: CodeConnecteur): Promise<EnVigueur> {
  const ligne = await ctx.db
    .selectFrom('connecteurs.reglage')
    .selectAll()
    .where('connecteur', '=', code)
    .executeTakeFirst()
  const { config } = ctx.kit
  const livre = CONNECTEURS[code]
  const adresse = ligne?.adresse ?? livre.adresse
  const environnement = config.clesDesServices[code]
  const secret = environnement ?? (ligne?.secret ? dechiffrer(config.secret, code, ligne.secret) : undefined)
  const pilote_regle = (ligne?.pilote ?? null) as Pilote | null
  return {
    ...livre,
    code,
    adresse,
    cache_minutes: ligne?.cache_minutes ?? livre.cache_minutes,
    pilote: pilote_regle ?? automatique(ctx.kit, livre, adresse, secret),
    pilote_regle,
    destinataire_siret: ligne?.destinataire ?? null,
    habilitation: ligne?.habilitation ?? null,
    fondement: ligne?.fondement ?? null,
    appels_par_minute: ligne?.appels_par_minute ?? APPELS_PAR_MINUTE,
    secret,
    secret_illisible: !secret && Boolean(ligne?.secret),
    secret_fin: environnement ? (finDuJeton(environnement) ?? null) : (ligne?.secret_expire_le ?? null),
    par_environnement: environnement !== undefined,
    modifie_le: ligne?.modifie_le ?? null,
    modifie_par: ligne?.modifie_par ?? null,
  }
}

/** Préau calls nobody that the configuration does not allow, nor a closed service without its key. */
function automatique({ config }: Kit, { cle }: Connecteur, adresse: string, secret: string | undefined): Pilote {
  return autorise(config.sorties, adresse) && (cle === 'aucune' || secret) ? 'reel' : 'arret'
}

/** The headers that open a service. */
export function entetesDe({ code, secret }: EnVigueur): Record<string, string> {
  if (!secret) return {}
  return code === 'sirene' ? { 'x-insee-api-key-integration': secret } : { authorization: `Bearer ${secret}` }
}
