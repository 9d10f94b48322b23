/** La Poste numbers its offices without the key: the sum of their digits is a multiple of five instead. */
const SIREN_LA_POSTE = '356000000'

/** A well-formed SIRET: 14 digits that satisfy Luhn's key, or La Poste's own rule. */
export function estSiret(texte: string): boolean {
  if (!/^\d{14}$/.test(texte)) return false
  if (luhn(texte)) return true
  return texte.startsWith(SIREN_LA_POSTE) && somme(texte) % 5 === 0
}

/** A well-formed SIREN: 9 digits that satisfy Luhn's key. */
export const estSiren = (texte: string): boolean => /^\d{9}$/.test(texte) && luhn(texte)

function luhn(chiffres: string): boolean {
  let total = 0
  for (let i = 0; i < chiffres.length; i++) {
    const chiffre = Number(chiffres[chiffres.length - 1 - i])
    const double = i % 2 === 1 ? chiffre * 2 : chiffre
    total += double > 9 ? double - 9 : double
  }
  return total % 10 === 0
}

const somme = (chiffres: string): number => [...chiffres].reduce((total, c) => total + Number(c), 0)
