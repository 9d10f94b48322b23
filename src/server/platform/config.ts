import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { ALPHABET_DES_CODES, type FormeDesCodes, LONGUEUR_DES_CODES, refusDeForme } from '#domain/horscompte/code.ts'
import { type Clamd, readClamd } from './clamd.ts'
import type { Sorties } from './sortie.ts'

/** The folder of the project: the one that holds `package.json`. */
export const RACINE = resolve(import.meta.dirname, '../../..')

const Port = z.coerce.number().int().min(0).max(65535)

const Environnement = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: Port.default(3000),
  PREAU_HOTE: z.string().default('localhost'),
  PREAU_ADRESSE: z.url().optional(),
  PREAU_DOSSIER: z.string().optional(),
  PREAU_SECRET: z.string().min(32).optional(),
  PREAU_DEMONSTRATION: z.enum(['oui', 'non']).optional(),
  PREAU_SOURCES_LIVREES: z.enum(['oui', 'non']).optional(),
  PREAU_DEV: z.string().optional(),
  PREAU_COLLECTIVITE: z.string().default('Collectivité Garonne-Pyrénées'),
  PREAU_TAILLE_MAX_PIECE_MO: z.coerce.number().int().min(1).max(200).default(20),
  PREAU_JOURNAUX: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  PREAU_ESSAIS_PAR_COMPTE: z.coerce.number().int().min(3).default(10),
  PREAU_CONNEXIONS_PAR_ADRESSE: z.coerce.number().int().min(10).default(300),
  PREAU_MANDATAIRE: z.enum(['oui', 'non']).default('non'),
  PREAU_CODE_SUIVI_LONGUEUR: z.coerce.number().default(LONGUEUR_DES_CODES),
  PREAU_CODE_SUIVI_ALPHABET: z.string().default(ALPHABET_DES_CODES),
  PREAU_BROUILLONS_SANS_COMPTE_JOURS: z.coerce.number().int().min(7).max(365).default(30),
  PREAU_CLAMD: z
    .string()
    .refine((t) => readClamd(t) !== undefined, { message: 'écrivez hote:port, ou le chemin du socket' })
    .optional(),
  DATABASE_URL: z.string().optional(),
  DATABASE_URL_MIGRATIONS: z.string().optional(),
  PREAU_SORTIES: z.string().default(''),
  PREAU_SORTIES_INTERNES: z.string().default(''),
  PREAU_CLE_SIRENE: z.string().optional(),
  PREAU_JETON_API_ENTREPRISE: z.string().optional(),
  PREAU_JETON_API_PARTICULIER: z.string().optional(),
  SMTP_URL: z.string().optional(),
  SMTP_EXPEDITEUR: z.string().default('Préau <ne-pas-repondre@preau.example>'),
})

export type Config = {
  production: boolean
  dev: boolean
  port: number
  hote: string
  /** Public address of the portal, without a final slash: what the links in mails start with. */
  adresse: string
  /** Folder for the embedded database, the files and the secret. */
  dossier: string
  secret: string
  demonstration: boolean
  /** Import the files shipped with the product, once it is open. */
  sourcesLivrees: boolean
  collectivite: string
  /** Largest pièce accepted, in bytes. */
  tailleMaxPiece: number
  /** The antivirus that reads each pièce; without it they are said not analysed. */
  clamd?: Clamd
  niveauJournaux: string
  /** How the codes are made that follow a dossier without an account. */
  codes: FormeDesCodes
  /** Days after which a draft without account that nobody has touched is erased. */
  brouillonsSansCompte: number
  derriereMandataire: boolean
  /** Attempts to sign in that ten minutes allow: for one account from one address, and for one address. */
  essais: { parCompte: number; parAdresse: number }
  database?: { application: string; proprietaire: string }
  smtp?: { url: string; expediteur: string }
  /** Where the server may call; empty by default: it calls nobody. */
  sorties: Sorties
  /** Keys of outside services given by the environment, by code of connector: they win over those typed in the settings. */
  clesDesServices: Partial<Record<string, string>>
}

/**
 * Reads the configuration once, from the environment and the command line.
 * Throws an `Error` whose message is a French sentence when a value is wrong.
 */
export function lireConfig(env: NodeJS.ProcessEnv = process.env, args: string[] = process.argv.slice(2)): Config {
  const lu = Environnement.safeParse(Object.fromEntries(Object.entries(env).filter(([, v]) => v !== '')))
  if (!lu.success) {
    const champs = lu.error.issues.map((i) => `${i.path.join('.')} (${i.message})`).join(', ')
    throw new Error(`La configuration est incorrecte : ${champs}. Corrigez ces variables d’environnement.`)
  }
  const e = lu.data
  const codes = { longueur: e.PREAU_CODE_SUIVI_LONGUEUR, alphabet: e.PREAU_CODE_SUIVI_ALPHABET }
  const refus = refusDeForme(codes)
  if (refus)
    throw new Error(`La configuration est incorrecte : ${refus} (PREAU_CODE_SUIVI_LONGUEUR, PREAU_CODE_SUIVI_ALPHABET)`)
  const production = e.NODE_ENV === 'production'
  const dossier = resolve(RACINE, e.PREAU_DOSSIER ?? 'var')
  const demonstration = veutDemonstration(args, production, e.PREAU_DEMONSTRATION)
  return {
    production,
    dev: e.PREAU_DEV === '1',
    port: e.PORT,
    hote: e.PREAU_HOTE,
    adresse: (e.PREAU_ADRESSE ?? `http://localhost:${e.PORT}`).replace(/\/$/, ''),
    dossier,
    secret: e.PREAU_SECRET ?? secretDuDossier(dossier),
    demonstration,
    sourcesLivrees: (e.PREAU_SOURCES_LIVREES ?? (demonstration ? 'oui' : 'non')) === 'oui',
    collectivite: e.PREAU_COLLECTIVITE,
    tailleMaxPiece: e.PREAU_TAILLE_MAX_PIECE_MO * 1_000_000,
    clamd: e.PREAU_CLAMD ? readClamd(e.PREAU_CLAMD) : undefined,
    niveauJournaux: e.PREAU_JOURNAUX,
    codes,
    brouillonsSansCompte: e.PREAU_BROUILLONS_SANS_COMPTE_JOURS,
    derriereMandataire: e.PREAU_MANDATAIRE === 'oui',
    essais: { parCompte: e.PREAU_ESSAIS_PAR_COMPTE, parAdresse: e.PREAU_CONNEXIONS_PAR_ADRESSE },
    database: e.DATABASE_URL
      ? { application: e.DATABASE_URL, proprietaire: e.DATABASE_URL_MIGRATIONS ?? e.DATABASE_URL }
      : undefined,
    smtp: e.SMTP_URL ? { url: e.SMTP_URL, expediteur: e.SMTP_EXPEDITEUR } : undefined,
    sorties: { publiques: noms(e.PREAU_SORTIES), internes: noms(e.PREAU_SORTIES_INTERNES) },
    clesDesServices: {
      sirene: e.PREAU_CLE_SIRENE,
      'api-entreprise': e.PREAU_JETON_API_ENTREPRISE,
      'api-particulier': e.PREAU_JETON_API_PARTICULIER,
    },
  }
}

/** « a.fr, *.b.fr » as a list. */
const noms = (texte: string): string[] =>
  texte
    .toLowerCase()
    .split(/[\s,]+/)
    .filter(Boolean)

/** In production the demonstration must be asked for by name: its password is known to all. */
function veutDemonstration(args: string[], production: boolean, variable: 'oui' | 'non' | undefined): boolean {
  if (args.includes('--sans-demonstration') || variable === 'non') return false
  if (args.includes('--demonstration') || variable === 'oui') return true
  return !production
}

/** One secret per folder, made at the first start and kept: sessions survive a restart. */
function secretDuDossier(dossier: string): string {
  const chemin = join(dossier, 'secret')
  if (existsSync(chemin)) return readFileSync(chemin, 'utf8').trim()
  const secret = randomBytes(32).toString('hex')
  try {
    mkdirSync(dossier, { recursive: true })
    writeFileSync(chemin, secret, { mode: 0o600 })
  } catch (cause) {
    throw new Error(
      `Le dossier ${dossier} n’est pas accessible en écriture : libérez de la place ou changez PREAU_DOSSIER.`,
      {
        cause,
      },
    )
  }
  return secret
}
