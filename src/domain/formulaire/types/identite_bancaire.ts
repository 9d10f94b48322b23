import * as z from 'zod'
import { chaine } from './chaine.ts'
import { ecrireIban, masquerIban, refusIban } from './iban.ts'
import { communSaisi, type TypeDeChamp } from './type.ts'

export const ChampIdentiteBancaire = z.strictObject({ ...communSaisi, type: z.literal('identite_bancaire') })
export type ChampIdentiteBancaire = z.infer<typeof ChampIdentiteBancaire>

const ILLISIBLE = 'Saisissez le titulaire, l’IBAN et le BIC.'

export const IdentiteBancaire = z.strictObject(
  { titulaire: chaine(140, false).optional(), iban: chaine(60, false).optional(), bic: chaine(20, false).optional() },
  ILLISIBLE,
)
export type IdentiteBancaire = z.infer<typeof IdentiteBancaire>

/** ISO 9362: bank, country, place, and a branch or not. */
const BIC = /^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$/

/** Where to pay: masked for who may not see bank data. */
export const identiteBancaire: TypeDeChamp<ChampIdentiteBancaire, IdentiteBancaire> = {
  reponse: IdentiteBancaire,
  operateurs: ['rempli', 'vide'],
  manque: ILLISIBLE,
  verifier: ({ titulaire, iban, bic }) => {
    if (!titulaire?.trim()) return 'Saisissez le titulaire du compte, tel qu’il est écrit sur le RIB.'
    if (!iban?.trim()) return 'Saisissez l’IBAN.'
    const refus = refusIban(iban)
    if (refus) return refus
    if (!bic?.trim()) return 'Saisissez le BIC : 8 ou 11 signes, sur le RIB.'
    return BIC.test(bic.replace(/\s/g, '').toUpperCase())
      ? undefined
      : 'Vérifiez le BIC : 8 ou 11 signes, par exemple BDFEFRPPCCT.'
  },
  // A condition must not be a way to guess an account.
  compte: () => 'renseignée',
  ecrire: ({ titulaire, iban, bic }) =>
    [titulaire?.trim(), iban && `IBAN ${ecrireIban(iban)}`, bic && `BIC ${bic.replace(/\s/g, '').toUpperCase()}`]
      .filter(Boolean)
      .join(', '),
  masquer: (valeur) => (valeur.iban ? { ...valeur, iban: masquerIban(valeur.iban) } : valeur),
}
