import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import * as z from 'zod'

const VERSION = 'v1'

/** The key of a service as the table holds it: only this server's secret opens it, and only for that service. */
export function chiffrer(secret: string, connecteur: string, clair: string): string {
  const iv = randomBytes(12)
  const coffre = createCipheriv('aes-256-gcm', cleDe(secret), iv).setAAD(Buffer.from(connecteur))
  const corps = Buffer.concat([coffre.update(clair, 'utf8'), coffre.final()])
  return `${VERSION}:${Buffer.concat([iv, coffre.getAuthTag(), corps]).toString('base64')}`
}

/** The key in clear; nothing when the secret of the server has changed or the row was tampered with. */
export function dechiffrer(secret: string, connecteur: string, chiffre: string): string | undefined {
  const [version, texte = ''] = chiffre.split(':')
  const octets = Buffer.from(texte, 'base64')
  if (version !== VERSION || octets.length < 29) return undefined
  try {
    const coffre = createDecipheriv('aes-256-gcm', cleDe(secret), octets.subarray(0, 12))
      .setAAD(Buffer.from(connecteur))
      .setAuthTag(octets.subarray(12, 28))
    return Buffer.concat([coffre.update(octets.subarray(28)), coffre.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

// Derived: the secret that signs sessions encrypts nothing itself.
const cleDe = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, 'preau', 'connecteurs/cles', 32))

const Charge = z.object({ exp: z.number().int().positive().max(8_640_000_000_000) })

/** The instant (ISO 8601) at which a JWT ends, read without checking its signature; nothing when it says none. */
export function finDuJeton(jeton: string): string | undefined {
  const [, charge = ''] = jeton.split('.')
  try {
    const lu = Charge.safeParse(JSON.parse(Buffer.from(charge, 'base64url').toString('utf8')))
    return lu.success ? new Date(lu.data.exp * 1_000).toISOString() : undefined
  } catch {
    return undefined
  }
}
