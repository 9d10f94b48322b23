import { describe, expect, test } from 'vitest'
import { ALPHABET_DES_CODES, ecrireCode, faireCode, LONGUEUR_DES_CODES, lireCode, refusDeForme } from './code.ts'

const FORME = { longueur: LONGUEUR_DES_CODES, alphabet: ALPHABET_DES_CODES }

describe('les codes de suivi', () => {
  test('l’alphabet livré n’a aucun signe qui se confonde avec un autre', () => {
    expect(refusDeForme(FORME)).toBeUndefined()
    expect(/[0O1IL]/.test(ALPHABET_DES_CODES)).toBe(false)
  })

  test.each([
    [{ ...FORME, longueur: 7 }, 'de 8 à 16'],
    [{ ...FORME, longueur: 17 }, 'de 8 à 16'],
    [{ ...FORME, alphabet: 'ABCDEFGH' }, 'au moins 16'],
    [{ ...FORME, alphabet: 'ABCDEFGHABCDEFGHJK' }, 'deux fois'],
    [{ ...FORME, alphabet: '0123456789ABCDEFGHJKMNOP' }, '« 0 » et « O »'],
    [{ ...FORME, alphabet: 'abcdefghijklmnopqrst' }, 'majuscules'],
  ])('%j est refusé', (forme, message) => {
    expect(refusDeForme(forme)).toContain(message)
  })

  test('un octet qui favoriserait un signe est écarté', () => {
    // 31 signs: 248 is the last whole turn, 255 would be one « A » too many.
    const octets = [255, 248, 247, 0, 30, 31, 5, 6, 7, 8, 9, 10, 11, 12]
    const code = faireCode((n) => Uint8Array.from({ length: n }, (_, i) => octets[i % octets.length] ?? 0), FORME)
    expect(code).toBe('Z2Z2789ABC')
  })

  test('se lit comme on le tape, et s’écrit par quatre', () => {
    expect(lireCode(' k7qm-4rtx 9b ')).toBe('K7QM4RTX9B')
    expect(ecrireCode('K7QM4RTX9B')).toBe('K7QM 4RTX 9B')
    expect(lireCode(ecrireCode('K7QM4RTX'))).toBe('K7QM4RTX')
  })
})
