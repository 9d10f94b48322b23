import type { ChampIdentiteBancaire } from '#domain/formulaire/types/identite_bancaire.ts'
import { TextField } from '#web/ui/champs.tsx'
import { avecPartie, Groupe, partiesDe } from './groupe.tsx'
import { IbanField } from './iban.tsx'
import { type Saisie, texteDe } from './saisie.ts'

/** What stands on a RIB, and who will be able to read it. */
export function IdentiteBancaire(s: Saisie<ChampIdentiteBancaire>) {
  const { titulaire, iban, bic } = partiesDe(s.valeur)
  const changer = (partie: string, valeur: string) => s.changer(avecPartie(s.valeur, partie, valeur))
  return (
    <Groupe {...s}>
      <p className="petit discret">
        Seules les personnes de votre établissement et celles que la collectivité désigne lisent ce compte en entier.
      </p>
      <TextField
        id={`${s.id}-titulaire`}
        label="Titulaire du compte"
        value={texteDe(titulaire)}
        autoComplete="off"
        onChange={(e) => changer('titulaire', e.target.value)}
      />
      <IbanField id={`${s.id}-iban`} label="IBAN" valeur={texteDe(iban)} changer={(v) => changer('iban', v)} />
      <TextField
        id={`${s.id}-bic`}
        label="BIC"
        short
        value={texteDe(bic)}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        onChange={(e) => changer('bic', e.target.value)}
      />
    </Groupe>
  )
}
