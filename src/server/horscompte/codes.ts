import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { Refus } from '#domain/erreurs.ts'
import { faireCode, lireCode } from '#domain/horscompte/code.ts'
import { cleDe, compter, minutesRestantes } from '../comptes/essais.ts'
import type { Kit, Read, Write } from '../platform/context.ts'

type Genre = 'confirmation' | 'suivi'

/** What is kept of a code: nobody who reads the base can use it. */
export const empreinte = ({ config }: Kit, genre: Genre, code: string): string =>
  createHmac('sha256', config.secret)
    .update(`horscompte/${genre}/${lireCode(code)}`)
    .digest('base64url')

/** In the same time whether it is right or wrong. */
export function estLeBon(kit: Kit, genre: Genre, code: string, gardee: string | null): boolean {
  const dite = Buffer.from(empreinte(kit, genre, code))
  const connue = Buffer.from(gardee ?? '')
  return dite.length === connue.length && timingSafeEqual(dite, connue)
}

export const nouveauCode = ({ config }: Kit): string => faireCode(randomBytes, config.codes)

/** Six figures, to type from a mail. */
export const codeDeConfirmation = (): string => String(randomInt(0, 1_000_000)).padStart(6, '0')

type Limite = { genre: string; cle: string; max: number; minutes: number }

/** Counts a call, whatever becomes of it; true past the limit. */
export async function depasse({ kit }: Read | Write, { genre, cle, max, minutes }: Limite): Promise<boolean> {
  return (await compter(kit, cleDe(`horscompte_${genre}`, cle), minutes * 60_000)) > max
}

/** The same, and refuses (429). */
export async function exigerMesure(ctx: Read | Write, ...limites: Limite[]): Promise<void> {
  for (const limite of limites)
    if (await depasse(ctx, limite)) {
      const n = await minutesRestantes(
        ctx.kit,
        cleDe(`horscompte_${limite.genre}`, limite.cle),
        limite.minutes * 60_000,
      )
      throw new Refus(429, 'trop_d_essais', `Trop d’essais à la suite : réessayez dans ${n} minute${n > 1 ? 's' : ''}.`)
    }
}

export const adresseDe = ({ adresse }: Read | Write): string => adresse ?? 'interne'
