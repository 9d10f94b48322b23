import { expect, test } from 'vitest'
import { refusDeConnexion } from './connexion.ts'

test.each([
  ['INVALID_EMAIL_OR_PASSWORD', 401, 'identifiants_incorrects'],
  ['INVALID_TOKEN', 400, 'lien_perime'],
  ['PASSWORD_TOO_SHORT', 400, 'mot_de_passe_trop_court'],
  ['COMPTE_INACTIF', 403, 'compte_inactif'],
  ['TROP_D_ESSAIS', 429, 'trop_d_essais'],
  [undefined, 429, 'trop_de_demandes'],
  ['UN_CODE_D_UNE_VERSION_A_VENIR', 400, 'connexion_refusee'],
  ['constructor', 400, 'connexion_refusee'],
])('le refus %s (%i) se dit en français, sous le code %s', (code, status, attendu) => {
  const refus = refusDeConnexion(code, status)
  expect(refus.code).toBe(attendu)
  expect(refus.message).toMatch(/^[A-ZÀÉ].+\.$/)
})
