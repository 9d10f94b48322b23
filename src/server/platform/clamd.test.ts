import { existsSync } from 'node:fs'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type ClamdDEssai, EICAR, unClamd } from '#test/clamd.ts'
import { type Clamd, readClamd, scan } from './clamd.ts'

let double: ClamdDEssai
let adresse: Clamd
const lire = (contenu: string | Buffer, ou = adresse, silence = 20_000) =>
  scan(ou, Readable.from([Buffer.from(contenu)]), { connection: 5_000, silence })

beforeAll(async () => {
  double = await unClamd()
  adresse = readClamd(double.adresse) ?? { path: '' }
})
beforeEach(() => {
  double.humeur = 'repond'
})
afterAll(() => double.fermer())

describe('clamd', () => {
  test('dit sain un fichier sain, même en plusieurs morceaux', async () => {
    expect(await lire(Buffer.alloc(500_000, 'a'))).toEqual({ threat: null })
  })

  test('trouve EICAR, et le nomme', async () => {
    expect(await lire(`${'a'.repeat(100_000)}${EICAR}`)).toEqual({ threat: 'Eicar-Test-Signature' })
  })

  test.each(['muet', 'coupe', 'limite', 'confus'] as const)(
    '%s : aucun verdict, jamais un faux « sain »',
    async (humeur) => {
      double.humeur = humeur
      await expect(lire('bonjour', adresse, 300)).rejects.toThrow(/clamd|ECONNRESET|EPIPE/)
      await expect(lire(Buffer.alloc(3_000_000, 'a'), adresse, 300)).rejects.toThrow(/clamd|ECONNRESET|EPIPE/)
    },
  )

  test('absent : aucun verdict', async () => {
    await expect(lire('bonjour', { host: '127.0.0.1', port: 1 })).rejects.toThrow(/ECONNREFUSED/)
    await expect(lire('bonjour', { path: '/nulle/part.sock' })).rejects.toThrow(/ENOENT/)
  })

  test('son adresse se lit', () => {
    expect(readClamd('antivirus:3310')).toEqual({ host: 'antivirus', port: 3310 })
    expect(readClamd('[::1]:3310')).toEqual({ host: '::1', port: 3310 })
    expect(readClamd('/run/clamav/clamd.ctl')).toEqual({ path: '/run/clamav/clamd.ctl' })
    expect([readClamd('antivirus'), readClamd('antivirus:99999')]).toEqual([undefined, undefined])
  })
})

/** Where Debian puts it. */
const REEL = '/run/clamav/clamd.ctl'

describe.skipIf(!existsSync(REEL))('un vrai clamd (passé quand la machine n’en a pas)', () => {
  test('trouve EICAR et laisse passer le reste', async () => {
    const reel = { path: REEL }
    expect((await scan(reel, Readable.from([Buffer.from(EICAR)]))).threat).toMatch(/eicar/i)
    expect(await scan(reel, Readable.from([Buffer.from('bonjour')]))).toEqual({ threat: null })
  })
})
